import type { Label, Range } from './range.js';

/**
 * A secret its maker gave a mark: looked for by the mark, read on by an expression that is tried there and nowhere else.
 * Facts: the makers' documentation of their formats. `tail` is sticky and made of runs that exclude what follows them,
 * so that it cannot go back; a mark inside a run that was read is not tried again.
 */
interface TokenRule {
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

const RULES: readonly TokenRule[] = [
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
  ...family('registry token', 'AKCp cmVmdGtu', /[A-Za-z0-9]{50,}/y, true),
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
  ...family('SendGrid key', 'SG.', /[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}/y, true),
  ...family('Mailgun key', 'key-', /[0-9a-f]{32}(?![0-9a-f])/y, true),
  ...family('Twilio key', 'SK', /[0-9a-f]{32}(?![0-9a-f])/y, true),
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
  ...family(
    'API key',
    'lin_api_ ntn_ figd_ figr_ CCIPAT_ CCIPRJ_ bkua_ pscale_tkn_ pscale_pw_ pscale_oauth_',
    URL64,
    true,
  ),
  ...family(
    'API key',
    'sbp_ sb_secret_ tskey-auth- tskey-api- tskey-client- sq0atp- sq0csp- dt0c01. phx_ sgp_',
    URL64,
    true,
  ),
  ...family('API key', 'LTAI', /[A-Za-z0-9]{16,}/y, true),
  ...family('age key', 'AGE-SECRET-KEY-1', /[A-Z0-9]{30,}/y),
  ...family('password hash', '$2a$ $2b$ $2y$', /\d\d\$[./A-Za-z0-9]{53}/y),
  // Header, payload and signature; an encrypted one has five parts.
  ...family('JWT', 'eyJ', /[A-Za-z0-9_-]{7,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*){0,3}/y, true),
];

/** All secrets with a maker's mark. Time: linear in the text for each mark. */
export function findTokens(text: string): Range[] {
  return RULES.flatMap((rule) => (text.includes(rule.mark) ? occurrences(rule, text) : []));
}

function occurrences({ label, mark, tail, bounded, lead }: TokenRule, text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(mark); at >= 0; ) {
    tail.lastIndex = at + mark.length;
    const from = at - (lead === undefined ? 0 : runBefore(text, at, lead.of));
    const fits =
      (!bounded || !/[A-Za-z0-9_-]/.test(text[at - 1] ?? '') || isEscaped(text, at)) && at - from >= (lead?.least ?? 0);
    const rest = fits ? tail.exec(text)?.[0] : undefined;
    if (rest !== undefined) {
      const end = at + mark.length + rest.replace(/[.-]+$/, '').length;
      found.push({ from, to: end, label });
      at = text.indexOf(mark, end);
    } else at = text.indexOf(mark, at + mark.length);
  }
  return found;
}

/** `\n`, `\t` and such before a mark: the letter belongs to the escape. */
function isEscaped(text: string, at: number): boolean {
  return /[nrt]/.test(text[at - 1] ?? '') && text[at - 2] === '\\';
}

/** How many characters of a kind stand before a position, as far as they can matter. */
function runBefore(text: string, at: number, of: RegExp): number {
  let length = 0;
  while (length < 100 && of.test(text[at - length - 1] ?? '')) length += 1;
  return length;
}
