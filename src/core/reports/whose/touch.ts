import type { Diagnosis, Unknown } from '../../domain/diagnosis.js';
import type { Change, Touch } from '../../domain/history.js';
import { repositoryPath } from '../../render/safe/path.js';

interface Place {
  readonly file: string;
  readonly line?: number;
}

/**
 * Where a finding and a change meet: at its own places, else at what its proof names, as a traceback does that ends in
 * somebody else's code. That they meet nowhere is only said where every place of it is a file of the repository.
 */
export function touchOf(finding: Diagnosis | Unknown, change: Change): Touch | undefined {
  const locations = finding.occurrences.flatMap(({ failure }) => failure.location ?? []);
  const own = locations.flatMap(({ file, line }) => placeIn(file, line));
  const all = [...own, ...named(finding, change)];
  const meeting =
    all.find(({ file, line }) => line !== undefined && change.files.get(file)?.has(line)) ??
    all.find(({ file }) => change.files.has(file));
  if (meeting !== undefined) {
    const { file, line } = meeting;
    const onLine = line !== undefined && change.files.get(file)?.has(line) === true;
    return { at: onLine ? 'line' : 'file', file, ...(line !== undefined && { line }) };
  }
  const isKnown = own.length > 0 && own.length === locations.length && !own.some(({ file }) => mayBe(file, change));
  return change.isWhole && isKnown ? { at: 'nowhere', files: change.files.size } : undefined;
}

/** The places of a finding that are files of the repository. */
export function filesOf({ occurrences }: Diagnosis | Unknown): readonly string[] {
  return occurrences.flatMap(({ failure }) => {
    const path = failure.location === undefined ? undefined : repositoryPath(failure.location.file);
    return path === undefined ? [] : [path];
  });
}

function placeIn(file: string, line?: number): Place[] {
  const path = repositoryPath(file);
  return path === undefined ? [] : [{ file: path, ...(line !== undefined && { line }) }];
}

/** A tool that works in a folder of the repository names its files from there. */
function mayBe(file: string, { files }: Change): boolean {
  return [...files.keys()].some((path) => path.endsWith(`/${file}`) || file.endsWith(`/${path}`));
}

/** `src/x.py:33`, `"src/x.py", line 33`: the places of changed files that the proof names. */
function named({ evidence }: Diagnosis | Unknown, { files }: Change): Place[] {
  return evidence.flatMap(({ text }) =>
    [...text.slice(0, 2_000).matchAll(/([^\s"'`(),:|]{1,300})(?:"?, line |:)(\d{1,7})(?!\d)/g)].flatMap(
      ([, file = '', line]) => placeIn(file, Number(line)).filter((place) => files.has(place.file)),
    ),
  );
}
