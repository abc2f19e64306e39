import type { Findings } from '../findings.js';

/** What the program is instead of one that Linux runs. */
const FORMATS: Readonly<Record<NonNullable<Findings['programFormat']>, string>> = {
  text: 'text without a #! line',
  empty: 'an empty file',
  windows: 'a Windows program',
  macos: 'a macOS program',
  data: 'no program, its first bytes are data',
};

/** Findings with a sentence for each reason among them: what patterns match and a reviewer reads. */
export function inSentences(findings: Findings): Findings {
  const program = programSentence(findings);
  const variable = findings.missingVariable;
  const port = portSentence(findings);
  const health = healthSentence(findings);
  return {
    ...findings,
    ...(program !== undefined && { programFinding: program }),
    ...(program === undefined &&
      findings.program !== undefined && { programChecked: checkedSentence(findings.program) }),
    ...(variable !== undefined && { variableFinding: variableSentence(findings, variable) }),
    ...(findings.missingUser !== undefined && {
      userFinding: `${findings.missingUser} is not among the users and groups of the image`,
    }),
    ...(port !== undefined && { portFinding: port }),
    ...(health !== undefined && { healthFinding: health }),
  };
}

function programSentence(found: Findings): string | undefined {
  const program = found.program ?? 'its program';
  if (found.missingProgram !== undefined) return `${found.missingProgram} is not in the container`;
  if (found.programIsDirectory !== undefined) return `${program} is a directory, not a program`;
  if (found.notExecutable !== undefined) return `${program} may not be executed, its mode is ${found.notExecutable}`;
  if (found.programFormat !== undefined) return `${program} is ${FORMATS[found.programFormat]}`;
  if (found.programArch !== undefined)
    return `${program} is built for ${found.programArch}, the engine's machine is ${found.hostArch ?? 'another one'}`;
  if (found.crlf !== undefined) return `${program} has a first line for ${found.crlf} that ends as on Windows`;
  if (found.missingInterpreter !== undefined)
    return `${program} is run by ${found.missingInterpreter}, which is not in the container`;
  if (found.missingLoader !== undefined)
    return `${program} is loaded by ${found.missingLoader}, which is not in the container`;
  if (found.missingLibrary !== undefined)
    return `${program} needs the library ${found.missingLibrary}, which is not in the container`;
  if (found.needsGlibc !== undefined)
    return `${program} needs ${found.needsGlibc}, the container has ${found.hasGlibc ?? 'an older one'}`;
  return undefined;
}

function checkedSentence(program: string): string {
  return `${program} is in the container, executable and of the right format, and so is what it needs to start`;
}

function variableSentence({ emptyVariables = '' }: Findings, variable: string): string {
  return emptyVariables.split(', ').includes(variable)
    ? `environment variable ${variable} is set to nothing`
    : `environment variable ${variable} is an address with a hole in it`;
}

function portSentence({ deadPort, localPort, listens = '' }: Findings): string | undefined {
  if (deadPort !== undefined) return `port ${deadPort} is published, the container listens on ${listens}`;
  if (localPort !== undefined)
    return `port ${localPort} is published, the container listens there on its own 127.0.0.1 only`;
  return undefined;
}

function healthSentence({ missingHealthCommand, closedHealthPort, listens = '' }: Findings): string | undefined {
  if (missingHealthCommand !== undefined)
    return `the health check starts ${missingHealthCommand}, which is not in the container`;
  if (closedHealthPort === undefined) return undefined;
  const elsewhere = listens === '' ? 'on no port' : `on ${listens}`;
  return `the health check asks port ${closedHealthPort}, the container listens ${elsewhere}`;
}
