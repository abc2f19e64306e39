import type { PatternFile } from './schema.js';

/** A command of a pattern that must not stand as it is. */
export interface BadAdvice {
  /** Where in the file. */
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly fix: string;
}

/** Takes something away that nothing brings back, or overwrites it. */
const DESTROYS =
  /(?<![-\w]|git )rm\s{1,20}[-./~"'{]|\brmdir\b|\bprune\b|\bvolume rm\b|\bdocker rm\b|\bdown\b.{0,300}\s(?:-v\b|--volumes)|\bgit (?:clean|reset --hard|push (?:.{0,300}\s)?(?:--force\b|-f\b|--mirror))|\bdropdb\b|\bDROP (?:TABLE|DATABASE|SCHEMA|ROLE)|\bTRUNCATE\b|\bdatabase (?:reset|drop)\b|--purge\b|\bFLUSH(?:ALL|DB)\b|\bDEL\s|\bmkfs|\bch(?:own|mod|grp)\s{1,20}(?:.{0,300}\s)?-R\b|\bgh (?:cache|run|release) delete\b|\bremove-orphans\b/;
const OWNS = /\b(?:chown|chgrp|chmod)\b/;
/** Fetches and runs, or makes part of the project, whatever somebody published under a name. */
const INSTALLS =
  /\b(?:(?:pip3?|pipx|uv|poetry|pdm|conda|mamba|npm|pnpm|yarn|bun|cargo|apt|apt-get|apk|dnf|yum|zypper|gem|brew|composer|go|choco|winget|dotnet)\s{1,20}(?:[a-z-]{1,60}\s{1,20}){0,5}?(?:install|i|add|get|require|create|exec|dlx)\b|(?:npx|uvx|bunx)\s{1,20}(?!--no-install)(?:-\S{1,100}\s{1,20}){0,9}\{)/;
/** `facts.install` comes from a kept table of libraries and packages. */
const PLACEHOLDER = /\{(?!facts\.install\})[A-Za-z_][\w.]*\}/;

/**
 * What a pattern's commands must not do, whoever wrote it. A log is hostile text: it may say what happened, but it does
 * not choose what is deleted, who owns a file and what is installed. What deletes says so, and is never tried first.
 */
export function badAdvice({ fix, verify, hypotheses, preserve }: PatternFile): BadAdvice[] {
  return [
    ...fix.flatMap(({ run }, index) =>
      run === undefined ? [] : [...chosenByLog(run, ['fix', index, 'run']), ...unsaid(fix, index)],
    ),
    ...forNobody(fix),
    ...verify.flatMap((check, index) => harmless(typeof check === 'string' ? check : check.run, ['verify', index])),
    ...hypotheses.flatMap(({ check }, index) =>
      check === undefined ? [] : harmless(check, ['hypotheses', index, 'check']),
    ),
    ...[...preserve.entries()].flatMap(([index, command]) => harmless(command, ['preserve', index])),
  ];
}

function chosenByLog(command: string, path: readonly (string | number)[]): BadAdvice[] {
  // Fallbacks are the author's words, and may hold what looks like a pipe.
  return command
    .replace(/(\{[A-Za-z_][\w.]{0,100})\|[^{}]{0,500}\}/g, '$1}')
    .split(/&&|\|\||[;|\n]/)
    .flatMap((part) => {
      const does = DESTROYS.test(part)
        ? 'deletes'
        : OWNS.test(part)
          ? 'changes owners'
          : INSTALLS.test(part)
            ? 'installs'
            : '';
      if (does === '' || !PLACEHOLDER.test(part)) return [];
      return [
        {
          path,
          what: `A log would choose what the command ${does}: '${part.trim().slice(0, 80)}'`,
          fix: 'Say it in words, or name what the log cannot choose',
        },
      ];
    });
}

function unsaid(fix: PatternFile['fix'], index: number): BadAdvice[] {
  const path = ['fix', index, 'run'];
  const { run = '', destructive } = fix[index]!;
  if (DESTROYS.test(run) && !destructive)
    return [
      {
        path,
        what: 'The command deletes or overwrites, and does not say so',
        fix: "Add 'destructive: true', and say in 'text' what is lost",
      },
    ];
  if (destructive && !fix.slice(0, index).some((step) => !step.destructive && isForAll(step)))
    return [
      { path, what: 'What deletes or overwrites is the first step', fix: 'Put something before it that does no harm' },
    ];
  return [];
}

function isForAll({ on, off, says }: PatternFile['fix'][number]): boolean {
  return on === undefined && off === undefined && says === undefined;
}

/** Every log that the pattern fits is told at least one step. */
function forNobody(fix: PatternFile['fix']): BadAdvice[] {
  if (fix.some(isForAll)) return [];
  const others = fix.filter(({ on, says }) => on === undefined && says === undefined);
  const served = new Set(fix.flatMap(({ on = [], says }) => (says === undefined ? on : [])));
  if (others.some(({ off = [] }) => off.every((scene) => served.has(scene)))) return [];
  return [
    {
      path: ['fix'],
      what: 'There are logs for which no step is meant',
      fix: "Give one step no condition, or one with 'off' and another with the same scenes under 'on'",
    },
  ];
}

/** What checks or saves must not take anything away. */
function harmless(command: string, path: readonly (string | number)[]): BadAdvice[] {
  if (!DESTROYS.test(command)) return chosenByLog(command, path);
  return [{ path, what: 'A check must not delete or overwrite anything', fix: "Make it a step of 'fix'" }];
}
