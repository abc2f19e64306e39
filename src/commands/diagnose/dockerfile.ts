import { type Diagnosis, everyOccurrence } from '../../core/domain/diagnosis.js';
import type { Report } from '../../core/domain/report.js';
import { type RedactionRules, redactText } from '../../core/redact/redactor.js';
import { type Dockerfile, dockerfileAdvice, dockerfileHabits, isOf } from '../../knowledge/docker/index.js';
import { Checkout } from '../../world/files/checkout.js';

const NAME = 'Dockerfile';

/**
 * The report with what the workspace's Dockerfile has to do with its failures, its lines quoted without secrets. A build is
 * of that Dockerfile where the step that failed stands in it; a container only where it was started from here.
 * @param startedHere the containers told of are those of this workspace: a command of it was run, or its engine asked
 */
export async function withDockerfile(report: Report, startedHere: boolean, rules: RedactionRules): Promise<Report> {
  if (!report.diagnoses.some((each) => isContainers(each) || hasStep(each))) return report;
  // A file that cannot be read gives no advice.
  const read = await new Checkout('.').text(NAME).catch(() => undefined);
  if (read === undefined) return report;
  const file = { path: NAME, text: redactText(read, rules) };
  return { ...report, diagnoses: report.diagnoses.map((each) => advised(each, file, startedHere)) };
}

function advised(diagnosis: Diagnosis, file: Dockerfile, startedHere: boolean): Diagnosis {
  const isContainer = startedHere && isContainers(diagnosis);
  if (!isContainer && !isOf(diagnosis, file)) return diagnosis;
  return {
    ...diagnosis,
    fix: [...diagnosis.fix, ...dockerfileAdvice(diagnosis.pattern, file)],
    prevention: [...diagnosis.prevention, ...(isContainer ? dockerfileHabits(file) : [])],
  };
}

function isContainers({ occurrences }: Diagnosis): boolean {
  return occurrences.some(({ failure: { tool } }) => tool === 'container' || tool === 'compose');
}

function hasStep(diagnosis: Diagnosis): boolean {
  return everyOccurrence(diagnosis).some(({ failure }) => failure.kind === 'build-step');
}
