import type { Evidence, Occurrence } from '../../domain/diagnosis.js';
import type { Report } from '../../domain/report.js';
import { contentOf, type Finding, findings, occurrences, title } from '../findings.js';
import { oneLine } from '../safe/clean.js';
import { plain } from '../safe/terminal.js';

/** What failed once, as lists of tests name it: a test by its own name, everything else by its tool's words. */
export interface FailedCase {
  /** The source it was found in. */
  readonly source: string;
  /** The file, module or class of a test; the tool and kind of everything else. */
  readonly group: string;
  readonly name: string;
  /** A test that ran; what failed before or beside tests is none. */
  readonly isTest: boolean;
  readonly occurrence?: Occurrence;
  /** What tells why. */
  readonly finding: Finding;
  /** The lines about this one; of the first of a finding all its lines. */
  readonly evidence: readonly Evidence[];
  /** Whether it is the first of its finding. */
  readonly isFirst: boolean;
}

/** Everything that failed, in the order of the findings; what is folded under one of them only where it is a test. */
export function failedCases(report: Report): readonly FailedCase[] {
  return findings(report).flatMap(casesOf);
}

function casesOf(finding: Finding): FailedCase[] {
  const { evidence, folded = [] } = contentOf(finding);
  const own = occurrences(finding);
  const under = folded.flatMap((each) =>
    each.occurrences.filter(isNamedTest).map((occurrence) => ({ occurrence, evidence: each.evidence })),
  );
  if (own.length + under.length === 0) return [bare(finding, evidence)];
  const all = [...own.map((occurrence) => ({ occurrence, evidence })), ...under];
  return all.map((each, index) => ({
    ...named(each.occurrence, finding),
    source: each.occurrence.source,
    occurrence: each.occurrence,
    finding,
    evidence: index === 0 ? evidence : each.evidence.filter((line) => isAbout(line, each.occurrence)),
    isFirst: index === 0,
  }));
}

/** A finding of which no failure is told. */
function bare(finding: Finding, evidence: readonly Evidence[]): FailedCase {
  const source = evidence[0]?.source ?? 'whydunit';
  return { source, group: 'whydunit', name: plain(title(finding)), isTest: false, finding, evidence, isFirst: true };
}

function named({ failure }: Occurrence, finding: Finding): Pick<FailedCase, 'group' | 'name' | 'isTest'> {
  const name = oneLine(failure.name ?? '');
  const tool = `${failure.tool} ${failure.kind}`;
  if (!isTestKind(failure.kind) || name === '') {
    const words = [failure.code, name, failure.message]
      .map((text) => oneLine(text ?? ''))
      .filter((text) => text !== '');
    return { group: tool, name: words.join(' · ') || plain(title(finding)), isTest: false };
  }
  const at = name.lastIndexOf('::');
  const isTest = failure.kind === 'test';
  return at > 0 ? { group: name.slice(0, at), name: name.slice(at + 2), isTest } : { group: tool, name, isTest };
}

function isNamedTest({ failure }: Occurrence): boolean {
  return isTestKind(failure.kind) && failure.name !== undefined;
}

function isTestKind(kind: string): boolean {
  return kind === 'test' || kind === 'collection';
}

function isAbout({ source, line }: Evidence, { source: own, failure: { span } }: Occurrence): boolean {
  return source === own && line >= span.first && line <= span.last;
}
