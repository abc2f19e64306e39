import { COMMANDS, HISTORY_ACTIONS, OPTIONS, PATTERN_ACTIONS, type Shell } from '../settings/command-line.js';

const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };

/**
 * A shell's completion of commands, options and their choices; files where a path is meant.
 * Use: `eval "$(whydunit completion bash)"`, or for fish `whydunit completion fish | source`.
 */
export function completion(shell: Shell): string {
  return SCRIPTS[shell]();
}

const WORDS = [...COMMANDS, ...OPTIONS.map(({ name }) => `--${name}`)].join(' ');

/** What may follow an option, where that is one of a few words. */
function choices(): [option: string, words: string][] {
  return OPTIONS.filter(({ value }) => value?.includes('|')).map(({ name, short, value }) => [
    short === undefined ? `--${name}` : `--${name}|-${short}`,
    (value as string).replaceAll('|', ' '),
  ]);
}

function bash(): string {
  return `_whydunit() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  case "$before" in
${choices()
  .map(([option, words]) => `    ${option}) COMPREPLY=($(compgen -W '${words}' -- "$word")); return;;`)
  .join('\n')}
    history) COMPREPLY=($(compgen -W '${HISTORY_ACTIONS.join(' ')}' -- "$word")); return;;
    patterns) COMPREPLY=($(compgen -W '${PATTERN_ACTIONS.join(' ')}' -- "$word")); return;;
  esac
  if [[ $word == -* ]] || [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W '${WORDS}' -- "$word")); fi
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _whydunit whydunit
`;
}

function zsh(): string {
  return `autoload -U +X bashcompinit && bashcompinit
${bash()}`;
}

function fish(): string {
  const options = OPTIONS.map(({ name, short, value, help }) => {
    const letter = short === undefined ? '' : ` -s ${short}`;
    const after = value === undefined ? '' : value.includes('|') ? ` -x -a '${value.replaceAll('|', ' ')}'` : ' -r';
    return `complete -c whydunit -l ${name}${letter}${after} -d '${help.replaceAll("'", "\\'")}'`;
  });
  return `${[
    `complete -c whydunit -n __fish_use_subcommand -a '${COMMANDS.join(' ')}'`,
    `complete -c whydunit -n '__fish_seen_subcommand_from history' -a '${HISTORY_ACTIONS.join(' ')}'`,
    `complete -c whydunit -n '__fish_seen_subcommand_from patterns' -a '${PATTERN_ACTIONS.join(' ')}'`,
    ...options,
  ].join('\n')}\n`;
}
