import{dt as e,ft as t,pt as n,ut as r}from"./main.js";const i={bash:c,zsh:l,fish:u};function a(e){return i[e]()}const o=[...r,...t.map(({name:e})=>`--${e}`)].join(` `);function s(){return t.filter(({value:e})=>e?.includes(`|`)).map(({name:e,short:t,value:n})=>[t===void 0?`--${e}`:`--${e}|-${t}`,n.replaceAll(`|`,` `)])}function c(){return`_whydunit() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  case "$before" in
${s().map(([e,t])=>`    ${e}) COMPREPLY=($(compgen -W '${t}' -- "$word")); return;;`).join(`
`)}
    history) COMPREPLY=($(compgen -W '${e.join(` `)}' -- "$word")); return;;
    patterns) COMPREPLY=($(compgen -W '${n.join(` `)}' -- "$word")); return;;
  esac
  if [[ $word == -* ]] || [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W '${o}' -- "$word")); fi
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _whydunit whydunit
`}function l(){return`autoload -U +X bashcompinit && bashcompinit
${c()}`}function u(){let i=t.map(({name:e,short:t,value:n,help:r})=>`complete -c whydunit -l ${e}${t===void 0?``:` -s ${t}`}${n===void 0?``:n.includes(`|`)?` -x -a '${n.replaceAll(`|`,` `)}'`:` -r`} -d '${r.replaceAll(`'`,`\\'`)}'`);return`${[`complete -c whydunit -n __fish_use_subcommand -a '${r.join(` `)}'`,`complete -c whydunit -n '__fish_seen_subcommand_from history' -a '${e.join(` `)}'`,`complete -c whydunit -n '__fish_seen_subcommand_from patterns' -a '${n.join(` `)}'`,...i].join(`
`)}\n`}export{a as completion};