require("./part-rolldown-runtime.cjs");const e=require("./main.cjs"),t={bash:a,zsh:o,fish:s};function n(e){return t[e]()}const r=[...e.mt,...e.gt.map(({name:e})=>`--${e}`)].join(` `);function i(){return e.gt.filter(({value:e})=>e?.includes(`|`)).map(({name:e,short:t,value:n})=>[t===void 0?`--${e}`:`--${e}|-${t}`,n.replaceAll(`|`,` `)])}function a(){return`_whydunit() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  case "$before" in
${i().map(([e,t])=>`    ${e}) COMPREPLY=($(compgen -W '${t}' -- "$word")); return;;`).join(`
`)}
    history) COMPREPLY=($(compgen -W '${e.ht.join(` `)}' -- "$word")); return;;
    patterns) COMPREPLY=($(compgen -W '${e._t.join(` `)}' -- "$word")); return;;
  esac
  if [[ $word == -* ]] || [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W '${r}' -- "$word")); fi
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _whydunit whydunit
`}function o(){return`autoload -U +X bashcompinit && bashcompinit
${a()}`}function s(){let t=e.gt.map(({name:e,short:t,value:n,help:r})=>`complete -c whydunit -l ${e}${t===void 0?``:` -s ${t}`}${n===void 0?``:n.includes(`|`)?` -x -a '${n.replaceAll(`|`,` `)}'`:` -r`} -d '${r.replaceAll(`'`,`\\'`)}'`);return`${[`complete -c whydunit -n __fish_use_subcommand -a '${e.mt.join(` `)}'`,`complete -c whydunit -n '__fish_seen_subcommand_from history' -a '${e.ht.join(` `)}'`,`complete -c whydunit -n '__fish_seen_subcommand_from patterns' -a '${e._t.join(` `)}'`,...t].join(`
`)}\n`}exports.completion=n;