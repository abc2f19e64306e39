import type { Report } from '../../domain/report.js';
import { apartSentence } from '../about/apart.js';
import { type Finding, findings, isBlocking, occurrences, patternId, reason, title } from '../findings.js';
import { codePlaces } from '../places.js';
import { clean, clip } from '../safe/clean.js';
import { repositoryPath } from '../safe/path.js';
import { plain } from '../safe/terminal.js';
import { standing } from '../standing.js';

/** Azure shows ten errors and ten warnings of a job on its page; more only fill the log. */
const ISSUES = 50;

/**
 * The report as Azure Pipelines' logging commands, a line each: an issue for each finding, at its first place, and how it
 * stands. Facts: learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function renderAzure(report: Report): string {
  const all = findings(report);
  const said = all.length === 0 ? 'No failure was found' : standing(report, all);
  const left = all.length - ISSUES;
  const lines = [
    ...all.slice(0, ISSUES).map((finding) => issue(finding, report)),
    ...(left > 0 ? [`##[warning]${escaped(`${left} more findings are not listed`)}`] : []),
    `##[section]${escaped(`whydunit: ${said}`)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function issue(finding: Finding, report: Report): string {
  const [place] = codePlaces(occurrences(finding));
  const path = place?.file === undefined ? undefined : repositoryPath(place.file);
  const isMild = finding.known && ['P2', 'P3'].includes(finding.diagnosis.severity) && !isBlocking(finding, report);
  const properties = {
    type: isMild ? 'warning' : 'error',
    ...(path !== undefined && { sourcepath: path, linenumber: place?.line, columnnumber: place?.column }),
    code: patternId(finding),
  };
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escaped(String(value))};`);
  const why = plain(reason(finding));
  const said = why === '' ? plain(title(finding)) : `${plain(title(finding))}: ${why}`;
  const text = [said, apartSentence(finding)].filter((part) => part !== '').join(' ');
  return `##vso[task.logissue ${list.join('')}]${escaped(clip(text, 2_000))}`;
}

/** Any text as a property or message of a command, as the agent unescapes it. */
function escaped(text: string): string {
  return clean(text)
    .replaceAll('%', '%AZP25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(']', '%5D')
    .replaceAll(';', '%3B')
    .replaceAll('##', '# #');
}
