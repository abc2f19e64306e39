import type { Pattern } from '../core/domain/pattern.js';
import type { Report } from '../core/domain/report.js';
import type { Format } from '../settings/command-line.js';
import type { Terminal } from '../settings/terminal.js';

/** What a format may need beside the report. */
export interface Surroundings {
  /** Those the report was judged by. */
  readonly patterns: readonly Pattern[];
  readonly terminal: Terminal;
}

type Formatter = (report: Report, around: Surroundings) => string;

/** The report as text, one function a format; only the one that is asked for is evaluated. */
const FORMATTERS: Readonly<Record<Format, () => Promise<Formatter>>> = {
  terminal: async () => {
    const { renderTerminal } = await import(/* webpackMode: "eager" */ '../core/render/terminal.js');
    return (report, { terminal }) => renderTerminal(report, terminal);
  },
  markdown: async () => (await import(/* webpackMode: "eager" */ '../core/render/markdown.js')).renderMarkdown,
  json: async () => (await import(/* webpackMode: "eager" */ '../core/render/json.js')).renderJson,
  junit: async () => (await import(/* webpackMode: "eager" */ '../core/render/tests/junit.js')).renderJunit,
  ctrf: async () => (await import(/* webpackMode: "eager" */ '../core/render/tests/ctrf.js')).renderCtrf,
  sarif: async () => {
    const { renderSarif } = await import(/* webpackMode: "eager" */ '../core/render/sarif.js');
    return (report, { patterns }) => renderSarif(report, patterns);
  },
  agent: async () => (await import(/* webpackMode: "eager" */ '../core/render/agent/answer.js')).renderAgent,
  gitlab: async () => (await import(/* webpackMode: "eager" */ '../core/render/hosts/gitlab.js')).renderGitlab,
  azure: async () => (await import(/* webpackMode: "eager" */ '../core/render/hosts/azure.js')).renderAzure,
  slack: async () => (await import(/* webpackMode: "eager" */ '../core/render/chat/slack.js')).renderSlack,
  teams: async () => (await import(/* webpackMode: "eager" */ '../core/render/chat/teams.js')).renderTeams,
  html: async () => (await import(/* webpackMode: "eager" */ '../core/render/html.js')).renderHtml,
};

/** Renders a report. */
export async function formatReport(format: Format, report: Report, around: Surroundings): Promise<string> {
  const render = await FORMATTERS[format]();
  return render(report, around);
}
