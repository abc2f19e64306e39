import type { Report } from '../core/domain/report.js';
import { loadCatalogue } from '../knowledge/catalogue/load.js';
import type { Format } from '../settings/command-line.js';
import type { Terminal } from '../settings/terminal.js';

type Formatter = (report: Report, terminal: Terminal) => string;

/** The report as text, one function a format; only the one that is asked for is evaluated. */
const FORMATTERS: Readonly<Record<Format, () => Promise<Formatter>>> = {
  terminal: async () => (await import(/* webpackMode: "eager" */ '../core/render/terminal.js')).renderTerminal,
  markdown: async () => (await import(/* webpackMode: "eager" */ '../core/render/markdown.js')).renderMarkdown,
  json: async () => (await import(/* webpackMode: "eager" */ '../core/render/json.js')).renderJson,
  junit: async () => (await import(/* webpackMode: "eager" */ '../core/render/tests/junit.js')).renderJunit,
  ctrf: async () => (await import(/* webpackMode: "eager" */ '../core/render/tests/ctrf.js')).renderCtrf,
  sarif: async () => {
    const { renderSarif } = await import(/* webpackMode: "eager" */ '../core/render/sarif.js');
    const { patterns } = await loadCatalogue([]);
    return (report) => renderSarif(report, patterns);
  },
  agent: async () => (await import(/* webpackMode: "eager" */ '../core/render/agent.js')).renderAgent,
  gitlab: async () => (await import(/* webpackMode: "eager" */ '../core/render/hosts/gitlab.js')).renderGitlab,
  azure: async () => (await import(/* webpackMode: "eager" */ '../core/render/hosts/azure.js')).renderAzure,
  html: async () => (await import(/* webpackMode: "eager" */ '../core/render/html.js')).renderHtml,
};

/** Renders a report; `terminal` matters to the terminal format only. */
export async function formatReport(format: Format, report: Report, terminal: Terminal): Promise<string> {
  const render = await FORMATTERS[format]();
  return render(report, terminal);
}
