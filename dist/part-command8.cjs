require("./part-rolldown-runtime.cjs");const e=require("./part-style.cjs"),t=require("./part-wrap.cjs"),n=require("./part-words.cjs"),r=require("./part-page.cjs"),i=require("./part-clean.cjs"),a=require("./main.cjs"),o=require("./part-parse.cjs"),s=require("./part-bytes.cjs"),c=require("./part-named-files.cjs"),l=require("./part-show.cjs"),u=require("./part-errors.cjs"),d=require("./part-report-schema.cjs"),f=require("./part-report-file.cjs"),p=require("./part-clause.cjs"),m=require("./part-redactor.cjs"),h=require("./part-ask.cjs"),g=require("./part-answers.cjs"),_=require("./part-record.cjs");let v=require("node:fs"),y=require("node:path");function b(i,{colour:a,width:o}){let s=e.t(a),c=Math.max(0,...i.map(e=>e.id.length))+2;return`${[...[...S(i)].flatMap(([e,n])=>[s(`bold`,`${e} (${n.length})`),...n.flatMap(e=>t.t(`${r.r(e)}${x(e)}`,o,`  ${e.severity}  ${e.id.padEnd(c)}`,` `.repeat(c+6))),``]),`${n.c(i.length,`pattern`)}. One of them: whydunit patterns show ID`].join(`
`)}\n`}function x({severity:e,severityAt:t={}}){let n=Object.entries(t).filter(([,t])=>t!==e);return n.length===0?``:` (${n.map(([e,t])=>`${e} ${t}`).join(`, `)})`}function S(e){let t=new Map;for(let n of e){let e=n.id.slice(0,n.id.indexOf(`/`));t.set(e,[...t.get(e)??[],n])}return t}async function C({pattern:e,match:t,noMatch:n},r){let i=[];for(let[n,a]of t.entries()){let t=`${e.id}: example ${n+1} of match`;a.log.trimEnd().split(`
`).length>10&&i.push(`${t} is longer than 10 lines`);let o=await w(e,a,r);o===void 0?i.push(`${t} is not recognised`):i.push(...O(a.captures,o).map(e=>`${t}: ${e}`))}for(let[t,a]of n.entries())await w(e,a,r)!==void 0&&i.push(`${e.id}: example ${t+1} of no_match is recognised (${a.because})`);return i}async function w(e,t,n){if(t.tool===void 0&&t.kind===void 0&&t.code===void 0)return T(e,t.log,n);let r=new a._([],[e]),i=D(t);return a.P(e,i,i.lines.map(e=>r.literalsIn(e.text)))?.captures}async function T(e,t,n){let r=await a.g({sources:[{name:`example`,kind:`file`,outcome:`failed`,open:()=>E(s.l(t))}],patterns:n,failOn:`never`,run:{}}),i=r.diagnoses.find(t=>t.pattern===e.id);return i?i.captures:r.diagnoses.some(t=>t.explains.includes(e.id))?{}:void 0}async function*E(e){yield e}function D(e){let t=e.log.trimEnd().split(`
`).map((e,t)=>a.x(t+1,e,!1));return{tool:e.tool??`log`,kind:e.kind??`output`,role:`cause`,...e.code!==void 0&&{code:e.code},message:t[0]?.text??``,facts:e.facts,span:{first:1,last:t.length},channel:``,lines:t,omitted:0,key:[1]}}function O(e,t){return Object.entries(e).filter(([e,n])=>t[e]!==n).map(([e,n])=>`captured ${e} = '${t[e]??`nothing`}', not '${n}'`)}const k=`.whydunit/patterns`,A=/(?<quoted>"[^"]{1,200}"|'[^']{1,200}'|`[^`]{1,200}`)|(?<path>(?:[a-z]{2,9}:\/\/|[\w.@~+-]{0,80}[/\\])[\w.@~+/\\-]{1,200})|(?<hash>\b(?=[a-f]{0,39}\d)[0-9a-f]{7,64}\b)|(?<number>\d{1,20})|(?<space>\s+)/gi;function j({unknown:e}){let t=(e.find(({primary:e})=>e)??e[0])?.evidence??[];for(let{text:e}of[...t.filter(({proof:e})=>e===!0),...t]){let n=a.x(1,e,!1).text.trim(),r=N(n);if(!M(r))continue;let i=[...t].sort((e,t)=>e.line-t.line).map(e=>e.text),o=Math.max(0,Math.min(i.indexOf(e)-2,i.length-10));return{expression:r,line:n,excerpt:i.slice(o,o+10)}}}function M(e){try{return p.r(e),!0}catch(e){if(e instanceof p.t)return!1;throw e}}function N(e){let t=e.replace(/^[^\p{L}"'`]+/u,``).slice(0,200),n=0,r=e=>n++<3?`(?<value${n}>${e})`:e,i=``,o=0;for(let e of t.matchAll(A)){i+=a.V(t.slice(o,e.index)),o=e.index+e[0].length;let{quoted:n,path:s,hash:c,number:l}=e.groups??{};i+=n===void 0?s===void 0?c===void 0?l===void 0?e[0]===` `?` `:`\\s+`:`\\d+`:`[0-9a-fA-F]+`:r(`\\S+`):`${n[0]}${r(`[^${n[0]}]+`)}${n[0]}`}return i+a.V(t.slice(o))}function P({line:e}){return`own/${(a.R(e).toLowerCase().match(/[a-z]{3,}/g)??[]).slice(0,5).join(`-`)||`failure`}`}function F(e,{expression:t,line:n,excerpt:r},i){let a=n.replace(/[{}|]/g,` `).replace(/\s+/g,` `).slice(0,72).trim(),o=i.length>0?i:[`everything went well`],s=i.length>0?`a run that passed printed it too`:`replace it with a line that only sounds alike`;return`# ${e}: drafted from a report. Word every part anew, then check it with: whydunit patterns test

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
    - log: ${I(r)}
  no_match:
${o.map(e=>`    - because: ${s}\n      log: ${I([e])}`).join(`
`)}
`}function I(e){return`|2\n${e.map(e=>e===``?``:`        ${e}`).join(`
`)}`}function L(e){return`# ${e}: replace every part below with your own. Check it with: whydunit patterns test

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
`}async function R({expression:e},t){let n=p.r(e),r=0,i;return await a.b(t,a.v.build([...n.literals]),e=>{e.hits!==void 0&&a.K(n,e.line.text)!==void 0&&(r++,i??=e.number)}),{name:t.name,hits:r,...i!==void 0&&{first:i}}}async function z({expression:e,line:t},n){let r=p.r(e),i=H(t);if(i.size===0)return[];let o=new Map,s=a.v.build([...i]);for(let e of n)await a.b(e,s,e=>{let t=new Set(e.hits).size;if(t<2||B(r,e.line.text))return;let{text:n}=e.line,i=a.R(n);o.has(i)||o.set(i,{text:n,shared:t}),o.size>100&&V(o,2)});return V(o,2),[...o.values()].map(({text:e})=>e.slice(0,500))}function B(e,t){return a.K(e,t)!==void 0}function V(e,t){let n=[...e].sort(([,e],[,t])=>t.shared-e.shared).slice(t);for(let[t]of n)e.delete(t)}function H(e){return new Set(a.R(e).toLowerCase().match(/\p{L}{4,}/gu)?.slice(0,20)??[])}const U=/^[a-z0-9-]+\/[a-z0-9-]+$/;async function W({operands:e,from:t,baseline:n}){if(t===void 0)return G(e[0]??``,L);let{name:r,text:i}=await f.t(t),o=j(d.t(i,r));if(o===void 0)throw new u.t(`bad-option`,{where:t,what:`holds no unknown failure with words of its own`,fix:`Name the report of a run with a failure that no pattern knows`});let[s]=e,c=s!==void 0&&U.test(s)&&!(0,v.existsSync)(s),l=n===void 0?[]:(await a.a([n])).sources,p=await z(o,l);return`${await G(c?s:P(o),e=>F(e,o,p))}${await K(o,e.slice(+!!c),l)}`}async function G(e,t){if(!U.test(e))throw new u.t(`bad-option`,{where:`patterns new ${e}`,what:`is no pattern id`,fix:`Write family/name in lower-case letters, digits and dashes, e.g. docker/registry-down`});let n=`${k}/${e}.yaml`;if((0,v.existsSync)(n))throw new u.t(`bad-option`,{where:n,what:`is already there`,fix:`Choose another name, or edit that file`});return await a.ct(n,t(e)),`Wrote ${n}. Edit it, then:
  whydunit patterns test ${n}
  whydunit --patterns '${k}/**/*.yaml' build.log
`}async function K(e,t,n){let r=t.length===0?[]:(await a.a(t)).sources,i=[];for(let t of r)i.push(q(await R(e,t)));for(let t of n)i.push(`${q(await R(e,t))} (passed)`);return i.length===0?``:`\nAs it stands it would have matched:\n${i.map(e=>`  ${e}\n`).join(``)}`}function q({name:e,hits:t,first:n}){return t===0?`nothing in ${e}`:`${t} ${t===1?`line`:`lines`} of ${e}, the first at ${n}`}async function J(e,t){let{operands:n,patterns:r,over:i,history:o}=e,s=await a.at(n),l=await a.at(r),[d,f]=[await a.$(l),await a.$([...l,...s])],p=new Set(s.map(({path:e})=>a.nt(e))),h=m.a(t),g=[],_=[],v=0;for await(let e of ee(i,g)){v++;try{let t=X(await Y(e,f,h),p),n=t.length===0||o!==void 0?``:Q(await Y(e,d,h));for(let r of t)_.push({matched:{id:e.id,...r,before:n},key:c.i(e)})}catch(e){if(!(e instanceof u.t))throw e;g.push(e.message)}}if(o===void 0)return{matched:_.map(({matched:e})=>e),logs:v,notes:g};let y=await $(o,_.map(({key:e})=>e));return{matched:_.map(e=>({...e.matched,before:y.get(e.key)??`not in the history`})),logs:v,notes:g}}async function Y(e,t,n){return a.g({sources:await _.r(e),patterns:t,failOn:`never`,run:{},secrets:n})}function X({diagnoses:e,possible:t=[]},n){let r=e.map(e=>({...e,as:e.primary?`headline`:`beside`})),i=t.flatMap(e=>`pattern`in e?[{...e,as:`possible`}]:[]);return[...r,...i].flatMap(({pattern:e,evidence:t,as:r})=>n.has(e)?[{pattern:e,as:r,...Z(t)}]:[])}function Z(e){let{line:t=0,text:n=``}=e.find(e=>e.proof)??e[0]??{};return{line:t,text:n.trim()}}function Q({diagnoses:e,unknown:t}){return e.find(({primary:e})=>e)?.pattern??(t.some(({primary:e})=>e)?`unknown`:`nothing`)}async function $(e,t){let n=await h.n(e);try{let e=await n.ask(`SELECT key, CASE WHEN any_value(fingerprint) IS NULL THEN 'nothing' ELSE coalesce(any_value(pattern), 'unknown') END AS called
       FROM runs LEFT JOIN (FROM findings WHERE is_primary) USING (key)
       WHERE key IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]'))) GROUP BY key`,[JSON.stringify(t)]);return new Map(e.map(({key:e,called:t})=>[String(e),String(t)]))}finally{n.close()}}async function*ee(e,t){for await(let{path:n,found:r}of c.t(e,e=>a.h((0,y.basename)(e)),t))!r&&/\.(?:jsonl|ndjson)$/i.test(n)?yield*te(n,t):yield{id:n,path:n,outcome:`unknown`}}async function*te(e,t){for await(let n of g.r((0,v.createReadStream)(e)))try{`text`in n&&(yield _.n(n.text))}catch(r){if(!(r instanceof u.t))throw r;t.push(`${e}:${n.number}: ${r.message}`)}}async function ne(e,t,n){let[r=``]=e.operands;switch(e.action){case`list`:return{text:await re(e,t),exitCode:0};case`show`:return{text:await l.t(r,e.patterns,t),exitCode:0};case`new`:return{text:await W(e),exitCode:0};case`try`:{let r=await J(e,n);return{text:ie(r,e.json,t),notes:r.notes,exitCode:0}}case`pin`:{let{pinPack:e}=await Promise.resolve().then(()=>require("./part-pin.cjs"));return{...await e(r,n),exitCode:0}}case`test`:return oe([...e.operands,...e.patterns])}}async function re(e,t){let{tool:n,severity:r,search:i}=e.filter,a=i?.toLowerCase(),{patterns:o}=await ae(e),s=o.filter(e=>(n===void 0||e.id.startsWith(`${n}/`)||e.when.tools.some(e=>e===n))&&(r===void 0||e.severity===r)&&(a===void 0||`${e.id} ${e.title} ${e.rootCause}`.toLowerCase().includes(a)));if(!e.json)return b(s,t);let c=s.map(({id:e,title:t,severity:n,cause:r,status:i,see:a})=>({id:e,title:t,severity:n,cause:r,status:i,see:a}));return`${JSON.stringify(c,null,2)}\n`}function ie({matched:e,logs:t},r,a){if(r)return`${i.i(JSON.stringify(e,null,2))}\n`;let o=e.filter(e=>e.as===`headline`).length,s=`${n.c(e.length,`match`,`matches`)} in ${n.c(t,`log`)}, ${o} as the headline`;return c.a(s,e.map(({pattern:e,...t})=>({...t,pattern:e})),a)}async function ae(e){return a.$(await a.at(e.patterns))}async function oe(e){let t=await a.at(e.length>0?e:[`${k}/**/*.{yaml,yml}`]),n=await a.$(t),r=[],i=0;for(let{path:e,text:s}of t){let t=o.parsePattern(a.nt(e),e,s),c=await C(t,n);c.length>0&&i++;let l=t.match.length+t.noMatch.length;r.push(...c.length===0?[`ok    ${t.pattern.id} (${l} examples)`]:c.map(e=>`FAIL  ${e}`))}return r.push(`${t.length-i} of ${t.length} behave as their examples say.`),{text:`${r.join(`
`)}\n`,exitCode:i===0?0:1}}exports.runPatterns=ne;