import{t as e}from"./part-style.js";import{t}from"./part-wrap.js";import{c as n}from"./part-words.js";import{r}from"./part-page.js";import{i}from"./part-clean.js";import{G as a,P as o,Q as s,R as c,S as l,W as u,_ as d,g as f,it as p,o as m,tt as h,v as g,x as _,y as v}from"./main.js";import{n as ee,t as y}from"./part-parse.js";import{l as te}from"./part-bytes.js";import{a as b,i as x,t as S}from"./part-named-files.js";import{t as ne}from"./part-show.js";import{t as C}from"./part-errors.js";import{t as re}from"./part-report-schema.js";import{t as ie}from"./part-report-file.js";import{r as w,t as ae}from"./part-clause.js";import{a as oe}from"./part-redactor.js";import{n as se}from"./part-ask.js";import{r as T}from"./part-answers.js";import{n as E,r as D}from"./part-record.js";import{createReadStream as O,existsSync as k}from"node:fs";import{basename as A}from"node:path";function j(i,{colour:a,width:o}){let s=e(a),c=Math.max(0,...i.map(e=>e.id.length))+2;return`${[...[...N(i)].flatMap(([e,n])=>[s(`bold`,`${e} (${n.length})`),...n.flatMap(e=>t(`${r(e)}${M(e)}`,o,`  ${e.severity}  ${e.id.padEnd(c)}`,` `.repeat(c+6))),``]),`${n(i.length,`pattern`)}. One of them: whydunit patterns show ID`].join(`
`)}\n`}function M({severity:e,severityAt:t={}}){let n=Object.entries(t).filter(([,t])=>t!==e);return n.length===0?``:` (${n.map(([e,t])=>`${e} ${t}`).join(`, `)})`}function N(e){let t=new Map;for(let n of e){let e=n.id.slice(0,n.id.indexOf(`/`));t.set(e,[...t.get(e)??[],n])}return t}async function P({pattern:e,match:t,noMatch:n},r){let i=[];for(let[n,a]of t.entries()){let t=`${e.id}: example ${n+1} of match`;a.log.trimEnd().split(`
`).length>10&&i.push(`${t} is longer than 10 lines`);let o=await F(e,a,r);o===void 0?i.push(`${t} is not recognised`):i.push(...z(a.captures,o).map(e=>`${t}: ${e}`))}for(let[t,a]of n.entries())await F(e,a,r)!==void 0&&i.push(`${e.id}: example ${t+1} of no_match is recognised (${a.because})`);return i}async function F(e,t,n){if(t.tool===void 0&&t.kind===void 0&&t.code===void 0)return I(e,t.log,n);let r=new g([],[e]),i=R(t);return o(e,i,i.lines.map(e=>r.literalsIn(e.text)))?.captures}async function I(e,t,n){let r=await d({sources:[{name:`example`,kind:`file`,outcome:`failed`,open:()=>L(te(t))}],patterns:n,failOn:`never`,run:{}}),i=r.diagnoses.find(t=>t.pattern===e.id);return i?i.captures:r.diagnoses.some(t=>t.explains.includes(e.id))?{}:void 0}async function*L(e){yield e}function R(e){let t=e.log.trimEnd().split(`
`).map((e,t)=>l(t+1,e,!1));return{tool:e.tool??`log`,kind:e.kind??`output`,role:`cause`,...e.code!==void 0&&{code:e.code},message:t[0]?.text??``,facts:e.facts,span:{first:1,last:t.length},channel:``,lines:t,omitted:0,key:[1]}}function z(e,t){return Object.entries(e).filter(([e,n])=>t[e]!==n).map(([e,n])=>`captured ${e} = '${t[e]??`nothing`}', not '${n}'`)}const B=`.whydunit/patterns`,V=/(?<quoted>"[^"]{1,200}"|'[^']{1,200}'|`[^`]{1,200}`)|(?<path>(?:[a-z]{2,9}:\/\/|[\w.@~+-]{0,80}[/\\])[\w.@~+/\\-]{1,200})|(?<hash>\b(?=[a-f]{0,39}\d)[0-9a-f]{7,64}\b)|(?<number>\d{1,20})|(?<space>\s+)/gi;function H({unknown:e}){let t=(e.find(({primary:e})=>e)??e[0])?.evidence??[];for(let{text:e}of[...t.filter(({proof:e})=>e===!0),...t]){let n=l(1,e,!1).text.trim(),r=W(n);if(!U(r))continue;let i=[...t].sort((e,t)=>e.line-t.line).map(e=>e.text),a=Math.max(0,Math.min(i.indexOf(e)-2,i.length-10));return{expression:r,line:n,excerpt:i.slice(a,a+10)}}}function U(e){try{return w(e),!0}catch(e){if(e instanceof ae)return!1;throw e}}function W(e){let t=e.replace(/^[^\p{L}"'`]+/u,``).slice(0,200),n=0,r=e=>n++<3?`(?<value${n}>${e})`:e,i=``,a=0;for(let e of t.matchAll(V)){i+=u(t.slice(a,e.index)),a=e.index+e[0].length;let{quoted:n,path:o,hash:s,number:c}=e.groups??{};i+=n===void 0?o===void 0?s===void 0?c===void 0?e[0]===` `?` `:`\\s+`:`\\d+`:`[0-9a-fA-F]+`:r(`\\S+`):`${n[0]}${r(`[^${n[0]}]+`)}${n[0]}`}return i+u(t.slice(a))}function ce({line:e}){return`own/${(c(e).toLowerCase().match(/[a-z]{3,}/g)??[]).slice(0,5).join(`-`)||`failure`}`}function G(e,{expression:t,line:n,excerpt:r},i){let a=n.replace(/[{}|]/g,` `).replace(/\s+/g,` `).slice(0,72).trim(),o=i.length>0?i:[`everything went well`],s=i.length>0?`a run that passed printed it too`:`replace it with a line that only sounds alike`;return`# ${e}: drafted from a report. Word every part anew, then check it with: whydunit patterns test

# What happened, in your words; captured values as {value1}.
title: ${JSON.stringify(a)}
severity: P1
cause: code
# A draft never closes the gate. Make it documented once you trust it.
status: draft

when:
  # What differs from run to run is left open. Shorten it to the words that nothing else says.
  all:
    - '${t.replaceAll(`'`,`''`)}'
  none: []

root_cause: |
  Say here in one or two sentences why this happens.

fix:
  - text: Say here what to do first.

prevention:
  - Say here what keeps it from coming back.

examples:
  match:
    - log: ${K(r)}
  no_match:
${o.map(e=>`    - because: ${s}\n      log: ${K([e])}`).join(`
`)}
`}function K(e){return`|2\n${e.map(e=>e===``?``:`        ${e}`).join(`
`)}`}function le(e){return`# ${e}: replace every part below with your own. Check it with: whydunit patterns test

# What happened, not what to do; at most 72 characters. Put a captured name in where it helps.
title: No licence was free on {server|the licence server}
# P0 would not start, stay up or keep data \u00b7 P1 the change is broken \u00b7 P2 the environment or a flake \u00b7 P3 worth a line
severity: P2
# code | test | dependency | configuration | environment | infrastructure | flaky
cause: environment
# draft never closes the gate. Make it documented once you trust it.
status: draft

when:
  # Every expression in 'all' must hit a line of the failure, one of 'any' must, none of 'none' may.
  # RE2 syntax: no look-around, no back references. Name what you want to show: (?<name>\u2026).
  # Quote the tool's own words, long enough that nothing else says them.
  all:
    - 'licence checkout failed on (?<server>[a-z0-9.-]+)'
  none:
    - 'retrying'
  # Where it may look, if you know: tools: [pytest], kinds: [test], codes: [E0308]

# Consequences that are no news once this is known, e.g. explains: [docker/run-step]
explains: []

# Why, in one or two sentences for somebody who is tired: name things, leave out "may" and "please".
root_cause: |
  All licences of {server|the licence server} were taken when the job asked for one, so the tool ended before it did any work.

# What to do now, the likeliest first. A command a reader can paste says more than a sentence.
fix:
  - text: See who holds the licences, then run the job again.
    run: licence-tool status --server {server|SERVER}

# A command that shows the fix worked.
verify:
  - licence-tool checkout --dry-run

# What keeps it from coming back.
prevention:
  - Limit how many jobs use the licence at once, with a concurrency group in the workflow.

see: []

# At most ten lines each, as the tool printed them. whydunit patterns test holds the pattern to them, in both directions.
examples:
  match:
    - log: |
        licence checkout failed on lic1.example.com: all 5 seats in use
      captures: {server: lic1.example.com}
  no_match:
    - because: the tool tries again by itself
      log: |
        licence checkout failed on lic1.example.com, retrying in 30 s
`}async function q({expression:e},t){let n=w(e),r=0,i;return await _(t,v.build([...n.literals]),e=>{e.hits!==void 0&&a(n,e.line.text)!==void 0&&(r++,i??=e.number)}),{name:t.name,hits:r,...i!==void 0&&{first:i}}}async function ue({expression:e,line:t},n){let r=w(e),i=fe(t);if(i.size===0)return[];let a=new Map,o=v.build([...i]);for(let e of n)await _(e,o,e=>{let t=new Set(e.hits).size;if(t<2||de(r,e.line.text))return;let{text:n}=e.line,i=c(n);a.has(i)||a.set(i,{text:n,shared:t}),a.size>100&&J(a,2)});return J(a,2),[...a.values()].map(({text:e})=>e.slice(0,500))}function de(e,t){return a(e,t)!==void 0}function J(e,t){let n=[...e].sort(([,e],[,t])=>t.shared-e.shared).slice(t);for(let[t]of n)e.delete(t)}function fe(e){return new Set(c(e).toLowerCase().match(/\p{L}{4,}/gu)?.slice(0,20)??[])}const Y=/^[a-z0-9-]+\/[a-z0-9-]+$/;async function pe({operands:e,from:t,baseline:n}){if(t===void 0)return X(e[0]??``,le);let{name:r,text:i}=await ie(t),a=H(re(i,r));if(a===void 0)throw new C(`bad-option`,{where:t,what:`holds no unknown failure with words of its own`,fix:`Name the report of a run with a failure that no pattern knows`});let[o]=e,s=o!==void 0&&Y.test(o)&&!k(o),c=n===void 0?[]:(await m([n])).sources,l=await ue(a,c);return`${await X(s?o:ce(a),e=>G(e,a,l))}${await me(a,e.slice(+!!s),c)}`}async function X(e,t){if(!Y.test(e))throw new C(`bad-option`,{where:`patterns new ${e}`,what:`is no pattern id`,fix:`Write family/name in lower-case letters, digits and dashes, e.g. docker/registry-down`});let n=`${B}/${e}.yaml`;if(k(n))throw new C(`bad-option`,{where:n,what:`is already there`,fix:`Choose another name, or edit that file`});return await p(n,t(e)),`Wrote ${n}. Edit it, then:
  whydunit patterns test ${n}
  whydunit --patterns '${B}/**/*.yaml' build.log
`}async function me(e,t,n){let r=t.length===0?[]:(await m(t)).sources,i=[];for(let t of r)i.push(Z(await q(e,t)));for(let t of n)i.push(`${Z(await q(e,t))} (passed)`);return i.length===0?``:`\nAs it stands it would have matched:\n${i.map(e=>`  ${e}\n`).join(``)}`}function Z({name:e,hits:t,first:n}){return t===0?`nothing in ${e}`:`${t} ${t===1?`line`:`lines`} of ${e}, the first at ${n}`}async function he(e,t){let{operands:n,patterns:r,over:i,history:a}=e,o=await h(n),c=await h(r),[l,u]=[await s(c),await s([...c,...o])],d=new Set(o.map(({path:e})=>y(e))),f=oe(t),p=[],m=[],g=0;for await(let e of be(i,p)){g++;try{let t=ge(await Q(e,u,f),d),n=t.length===0||a!==void 0?``:ve(await Q(e,l,f));for(let r of t)m.push({matched:{id:e.id,...r,before:n},key:x(e)})}catch(e){if(!(e instanceof C))throw e;p.push(e.message)}}if(a===void 0)return{matched:m.map(({matched:e})=>e),logs:g,notes:p};let _=await ye(a,m.map(({key:e})=>e));return{matched:m.map(e=>({...e.matched,before:_.get(e.key)??`not in the history`})),logs:g,notes:p}}async function Q(e,t,n){return d({sources:await D(e),patterns:t,failOn:`never`,run:{},secrets:n})}function ge({diagnoses:e,possible:t=[]},n){let r=e.map(e=>({...e,as:e.primary?`headline`:`beside`})),i=t.flatMap(e=>`pattern`in e?[{...e,as:`possible`}]:[]);return[...r,...i].flatMap(({pattern:e,evidence:t,as:r})=>n.has(e)?[{pattern:e,as:r,..._e(t)}]:[])}function _e(e){let{line:t=0,text:n=``}=e.find(e=>e.proof)??e[0]??{};return{line:t,text:n.trim()}}function ve({diagnoses:e,unknown:t}){return e.find(({primary:e})=>e)?.pattern??(t.some(({primary:e})=>e)?`unknown`:`nothing`)}async function ye(e,t){let n=await se(e);try{let e=await n.ask(`SELECT key, CASE WHEN any_value(fingerprint) IS NULL THEN 'nothing' ELSE coalesce(any_value(pattern), 'unknown') END AS called
       FROM runs LEFT JOIN (FROM findings WHERE is_primary) USING (key)
       WHERE key IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]'))) GROUP BY key`,[JSON.stringify(t)]);return new Map(e.map(({key:e,called:t})=>[String(e),String(t)]))}finally{n.close()}}async function*be(e,t){for await(let{path:n,found:r}of S(e,e=>f(A(e)),t))!r&&/\.(?:jsonl|ndjson)$/i.test(n)?yield*$(n,t):yield{id:n,path:n,outcome:`unknown`}}async function*$(e,t){for await(let n of T(O(e)))try{`text`in n&&(yield E(n.text))}catch(r){if(!(r instanceof C))throw r;t.push(`${e}:${n.number}: ${r.message}`)}}async function xe(e,t,n){let[r=``]=e.operands;switch(e.action){case`list`:return{text:await Se(e,t),exitCode:0};case`show`:return{text:await ne(r,e.patterns,t),exitCode:0};case`new`:return{text:await pe(e),exitCode:0};case`try`:{let r=await he(e,n);return{text:Ce(r,e.json,t),notes:r.notes,exitCode:0}}case`pin`:{let{pinPack:e}=await import(`./part-pin.js`);return{...await e(r,n),exitCode:0}}case`test`:return Te([...e.operands,...e.patterns])}}async function Se(e,t){let{tool:n,severity:r,search:i}=e.filter,a=i?.toLowerCase(),{patterns:o}=await we(e),s=o.filter(e=>(n===void 0||e.id.startsWith(`${n}/`)||e.when.tools.some(e=>e===n))&&(r===void 0||e.severity===r)&&(a===void 0||`${e.id} ${e.title} ${e.rootCause}`.toLowerCase().includes(a)));if(!e.json)return j(s,t);let c=s.map(({id:e,title:t,severity:n,cause:r,status:i,see:a})=>({id:e,title:t,severity:n,cause:r,status:i,see:a}));return`${JSON.stringify(c,null,2)}\n`}function Ce({matched:e,logs:t},r,a){if(r)return`${i(JSON.stringify(e,null,2))}\n`;let o=e.filter(e=>e.as===`headline`).length,s=`${n(e.length,`match`,`matches`)} in ${n(t,`log`)}, ${o} as the headline`;return b(s,e.map(({pattern:e,...t})=>({...t,pattern:e})),a)}async function we(e){return s(await h(e.patterns))}async function Te(e){let t=await h(e.length>0?e:[`${B}/**/*.{yaml,yml}`]),n=await s(t),r=[],i=0;for(let{path:e,text:a}of t){let t=ee(y(e),e,a),o=await P(t,n);o.length>0&&i++;let s=t.match.length+t.noMatch.length;r.push(...o.length===0?[`ok    ${t.pattern.id} (${s} examples)`]:o.map(e=>`FAIL  ${e}`))}return r.push(`${t.length-i} of ${t.length} behave as their examples say.`),{text:`${r.join(`
`)}\n`,exitCode:i===0?0:1}}export{xe as runPatterns};