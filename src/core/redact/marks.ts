import type { Label } from './range.js';

/**
 * A secret its maker gave a mark: looked for by the mark, read on by an expression that is tried there and nowhere else.
 * Facts: the makers' documentation of their formats. `tail` is sticky and made of runs that exclude what follows them,
 * so that it cannot go back; a mark inside a run that was read is not tried again.
 */
export interface TokenRule {
  readonly label: Label;
  readonly mark: string;
  readonly tail: RegExp;
  /** Nothing of a word may stand before the mark. */
  readonly bounded?: true;
  /** What of the secret stands before the mark: which characters, and how many at least. */
  readonly lead?: { readonly of: RegExp; readonly least: number };
}

const GITHUB = 'GitHub token';

function family(label: Label, marks: string, tail: RegExp, bounded?: true): TokenRule[] {
  return marks.split(' ').map((mark) => ({ label, mark, tail, ...(bounded && { bounded }) }));
}

/** A third of a token is taken too: something may have cut off the rest. */
const ALNUM = /[A-Za-z0-9]{10,}/y;
const URL64 = /[A-Za-z0-9_-]{20,}/y;
const HEX32 = /[0-9a-fA-F]{32,}/y;

/** Every mark we know. Facts of the makers' documentation and of the public rule sets (gitleaks): mark, alphabet, length. */
export const MARKS: readonly TokenRule[] = [
  ...family(GITHUB, 'ghp_ gho_ ghu_ ghr_', ALNUM),
  // Installation tokens are becoming `ghs_ID_JWT` of some 520 characters (GitHub's changelog of 2026-05-15).
  { label: GITHUB, mark: 'ghs_', tail: /[A-Za-z0-9._-]{36,}|[0-9]+_eyJ[A-Za-z0-9._-]*|[A-Za-z0-9]{10,}/y },
  ...family(GITHUB, 'github_pat_', /[A-Za-z0-9_]{10,}/y),
  { label: GITHUB, mark: 'v1.', tail: /[0-9a-f]{40}(?![0-9a-f])/y, bounded: true },
  ...family(
    'GitLab token',
    'glpat- glptt- gldt- glrt- glcbt- glft- glimt- glagent- gloas- glsoat- glffct- GR1348941',
    URL64,
  ),
  ...family('npm token', 'npm_', /[A-Za-z0-9]{30,}/y),
  ...family('PyPI token', 'pypi-AgE pypi-AgN', URL64),
  ...family('crates.io token', 'cio', /[A-Za-z0-9]{32}(?![A-Za-z0-9])/y, true),
  ...family('registry token', 'dckr_pat_ dckr_oat_', URL64),
  ...family('registry token', 'rubygems_', /[0-9a-f]{40,}/y),
  ...family('registry token', 'oy2', /[a-z0-9]{43}(?![a-z0-9])/y, true),
  ...family('registry token', 'AKCp cmVmd', /[A-Za-z0-9]{50,}/y, true),
  ...family('Slack token', 'xoxa- xoxb- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs- xoxc- xoxd- xapp-', /[A-Za-z0-9%.-]{10,}/y),
  ...family(
    'webhook address',
    'hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/',
    /[A-Za-z0-9+/_-]{16,}/y,
  ),
  ...family(
    'webhook address',
    'discord.com/api/webhooks/ discordapp.com/api/webhooks/ webhook.office.com/webhookb2/',
    /[A-Za-z0-9@/_-]{20,}/y,
  ),
  ...family('Stripe key', 'sk_live_ sk_test_ rk_live_ rk_test_ sk_prod_', /[A-Za-z0-9]{10,}/y),
  ...family('webhook secret', 'whsec_', /[A-Za-z0-9+/=]{16,}/y),
  ...family('Google key', 'AIza', /[A-Za-z0-9_-]{30,}/y),
  ...family('Google token', 'ya29. GOCSPX- 1//0', URL64),
  ...family('AWS key', 'AKIA ASIA ABIA ACCA', /[A-Z0-9]{16}(?![A-Za-z0-9])/y, true),
  ...family('AWS key', 'ABSK', /[A-Za-z0-9+/=]{60,}/y, true),
  { label: 'Azure key', mark: 'AZDO', lead: { of: /[A-Za-z0-9]/, least: 40 }, tail: /[A-Za-z0-9]{4}/y },
  { label: 'Azure secret', mark: 'Q~', lead: { of: /[\w~.-]/, least: 4 }, tail: /[A-Za-z0-9_~.-]{31,}/y },
  { label: 'Terraform token', mark: '.atlasv1.', lead: { of: /[A-Za-z0-9]/, least: 10 }, tail: /[A-Za-z0-9_=-]{40,}/y },
  { label: 'Telegram token', mark: ':AA', lead: { of: /\d/, least: 8 }, tail: /[A-Za-z0-9_-]{32,}/y },
  { label: 'Mailchimp key', mark: '-us', lead: { of: /[0-9a-f]/, least: 32 }, tail: /\d{1,2}(?!\w)/y },
  ...family('Anthropic key', 'sk-ant-', URL64, true),
  ...family('OpenAI key', 'sk-proj- sk-svcacct- sk-admin- sk-None- sk-or-', URL64, true),
  ...family('API key', 'sk-', /[A-Za-z0-9]{20,}/y, true),
  ...family('API key', 'hf_ gsk_ xai- pplx- r8_ tvly- nvapi-', /[A-Za-z0-9_-]{30,}/y, true),
  ...family('SendGrid key', 'SG.', /[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}|[A-Za-z0-9_=.-]{66}/y, true),
  ...family('Mailgun key', 'key-', /[0-9a-f]{32}(?![0-9a-f])/y, true),
  ...family('Twilio key', 'SK', /[0-9a-fA-F]{32}(?![0-9a-fA-F])/y, true),
  ...family('Databricks token', 'dapi', /[0-9a-f]{32}(?:-\d)?/y, true),
  ...family('DigitalOcean token', 'dop_v1_ doo_v1_ dor_v1_', HEX32),
  ...family('Shopify token', 'shpat_ shpca_ shppa_ shpss_', HEX32),
  ...family('Heroku key', 'HRKU-', URL64),
  ...family('Vault token', 'hvs. hvb. hvr.', URL64, true),
  ...family('API key', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', /[A-Za-z0-9_.-]{20,}/y, true),
  ...family('Pulumi token', 'pul-', /[0-9a-f]{40,}/y, true),
  ...family('Grafana token', 'glc_ glsa_', /[A-Za-z0-9_+/=-]{20,}/y),
  ...family('Sentry token', 'sntrys_ sntryu_', /[A-Za-z0-9+/=_-]{30,}/y),
  ...family('New Relic key', 'NRAK- NRJS- NRII-', /[A-Za-z0-9_-]{16,}/y),
  ...family('Atlassian token', 'ATATT3 ATCTT3 ATBB', /[A-Za-z0-9_=-]{20,}/y, true),
  ...family('API key', 'PMAK-', /[0-9a-f-]{30,}/y),
  ...family('API key', 'lin_api_ ntn_ figd_ figr_ CCIPAT_ CCIPRJ_ bkua_ sqp_ squ_ sqa_ nfp_ lsv2_', URL64, true),
  ...family(
    'API key',
    'sbp_ sb_secret_ tskey-auth- tskey-api- tskey-client- sq0atp- sq0csp- phx_ tk-us- rdme_ lin_oauth_',
    URL64,
    true,
  ),
  ...family(
    'API key',
    'pscale_tkn_ pscale_pw_ pscale_oauth_ tfp_ sgp_ duffel_test_ duffel_live_ fio-u-',
    /[\w=.-]{30,}/y,
    true,
  ),
  ...family('API key', 'dt0c01. dt0s01.', /[A-Z0-9a-z]{24}\.[A-Za-z0-9]{20,}/y, true),
  ...family('1Password key', 'A3-', /[A-Z0-9]{6}-[A-Z0-9]{6,11}(?:-[A-Z0-9]{5}){3,4}/y, true),
  ...family('1Password token', 'ops_eyJ', /[A-Za-z0-9+/=]{60,}/y, true),
  ...family('API key', 'p8e- ico-', /[A-Za-z0-9]{32}(?![A-Za-z0-9])/y, true),
  ...family('API key', 'pat', /[A-Za-z0-9]{14}\.[a-f0-9]{20,}/y, true),
  ...family('API key', 'pat. sat.', /[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/y, true),
  {
    label: 'API key',
    mark: '.acc',
    lead: { of: /[\w.]/, least: 12 },
    tail: /[_-][a-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{20,}/y,
  },
  ...family('AWS key', 'bedrock-api-key-', URL64),
  ...family('AWS key', 'A3T', /[A-Z0-9]{17}(?![A-Za-z0-9])/y, true),
  ...family('API key', '4b1d', /(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{38}(?![A-Za-z0-9])/y, true),
  ...family('registry token', 'CLOJARS_', /[A-Za-z0-9]{40,}/y),
  ...family('Cloudflare key', 'v1.0-', /[a-f0-9]{24}-[a-f0-9]{40,}/y, true),
  ...family('API key', 'EZAK EZTK', /[A-Za-z0-9]{40,}/y, true),
  { label: 'Facebook token', mark: '|', lead: { of: /\d/, least: 15 }, tail: /[A-Za-z0-9_-]{27,40}(?![\w-])/y },
  ...family('Facebook token', 'EAAM EAAC EAAB EAAG', /[A-Za-z0-9]{60,}/y, true),
  ...family('API key', 'FLWSECK_TEST- FLWPUBK_TEST- FLWSECK- FLWPUBK-', /[A-Ha-h0-9]{12,}(?:-X)?/y),
  ...family('fly.io token', 'fo1_ fm1a_ fm1r_ fm2_', /[A-Za-z0-9+/_=-]{40,}/y, true),
  ...family('Grafana token', 'eyJrIjoi', /[A-Za-z0-9+/]{50,}={0,3}/y, true),
  ...family('Stripe key', 'sk_', /[A-Za-z0-9]{26,}(?![\w-])/y, true),
  ...family('session', '_gitlab_session=', /[0-9a-z]{32}/y),
  ...family('API key', 'api_org_', /[A-Za-z]{30,}/y, true),
  ...family('API key', 's-s4t2ud- s-s4t2af-', HEX32, true),
  { label: 'API key', mark: '_mmk', lead: { of: /\w/, least: 36 }, tail: /(?!\w)/y },
  ...family('API key', 'API-', /[A-Z0-9]{26}(?![A-Za-z0-9])/y, true),
  ...family('OpenShift token', 'sha256~', /[\w-]{30,}/y, true),
  ...family('API key', 'pnu_ pnb_', /[A-Za-z0-9]{30,}/y, true),
  ...family('API key', 'xkeysib- xsmtpsib-', /[a-f0-9]{40,}(?:-[A-Za-z0-9]{1,16})?/y, true),
  ...family('API key', 'sm_aat_ sm_pat_ sm_sat_', /[A-Za-z0-9]{16}(?![A-Za-z0-9])/y, true),
  ...family('API key', 'shippo_live_ shippo_test_', HEX32),
  ...family('API key', 'EAAA', /[\w-]{22,}/y, true),
  ...family('Vault token', 's.', /(?=[A-Za-z]*\d)[A-Za-z0-9]{24}(?![\w.(-])/y, true),
  ...family('API key', 'LTAI', /[A-Za-z0-9]{16,}/y, true),
  ...family('age key', 'AGE-SECRET-KEY-1', /[A-Z0-9]{30,}/y),
  ...family('password hash', '$2a$ $2b$ $2y$', /\d\d\$[./A-Za-z0-9]{53}/y),
  // Header, payload and signature; an encrypted one has five parts.
  ...family('JWT', 'eyJ', /[A-Za-z0-9_-]{7,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*){0,3}/y, true),
];
