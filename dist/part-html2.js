import{a as e,f as t,i as n,l as r,n as i,o as a,s as o,u as s}from"./part-findings.js";import{n as c,r as l}from"./part-places.js";import{n as u,r as d,t as f}from"./part-html.js";import{r as p,t as m}from"./part-path.js";import{n as h,r as g}from"./part-standing.js";import{n as _,t as v}from"./part-style2.js";import{r as y}from"./part-quoted.js";import{t as b}from"./part-excerpts.js";import{n as ee,r as te,t as ne}from"./part-recordings.js";import{i as re,n as ie,ot as ae}from"./main.js";import{n as oe}from"./part-regression.js";import{n as se,t as ce}from"./part-clean.js";import{o as x}from"./part-markdown.js";import{r as S}from"./part-whose.js";import{_ as C,a as w,c as T,d as E,f as D,h as O,i as k,m as A,n as j,p as M}from"./part-words.js";import{n as N}from"./part-waivers.js";function P(e){let{fingerprint:t}=i(e);return`f-${/^[0-9a-f]{16}$/.test(t)?t:`other`}`}function F(e,t){if(e.length<2)return``;let n=e.map(e=>`<li>${I(e,t)}</li>`).join(`
`);return`<p><b>${[h(t,e),...g(t)].map(e=>u(e)).join(` \u00b7 `)}</b></p>\n<nav class="list" aria-label="Findings"><ol>\n${n}\n</ol></nav>`}function I(n,r){let[i]=c(o(n)),s=i&&(l(i)??i.name);return[`<span class="severity">${a(n)}</span> <a href="#${P(n)}">${d(t(n),160)}</a>`,...s===void 0?[]:[f(s)],...e(n,r)?[`closes the gate`]:[]].join(` \u00b7 `)}function L(e){let{workflow:t,job:n,sha:r,runId:i,runAttempt:a,pullRequest:o,runUrl:s}=e,c=p(e),l=/^[0-9a-f]{7,64}$/i.test(r??``)?r:void 0,d=c!==void 0&&e.forge===void 0,m=(e,t)=>t===void 0?e:`<a href="${u(t)}" rel="noopener noreferrer nofollow">${e}</a>`,h=a===void 0?``:`/attempts/${a}`,g=d&&i!==void 0?`${c}/actions/runs/${i}${h}`:void 0,_=[...e.repository===void 0?[]:[m(f(e.repository),c)],...o===void 0?[]:[m(`#${o}`,d?`${c}/pull/${o}`:void 0)],...t===void 0?[]:[f(t)],...n===void 0?[]:[`job ${f(n)}`],...l===void 0?[]:[`commit ${m(f(l.slice(0,7)),c&&`${c}/commit/${l}`)}`],...i===void 0?[]:[m(`run ${i}`,g??R(s))]];return _.length===0?``:`<p class="facts">${_.join(` \u00b7 `)}</p>`}function R(e){return/^https?:\/\/[^\s]+$/.test(e??``)?e:void 0}const z={lines:40,lineCharacters:2e3};function B(e,t){return e.known?V(e.diagnosis,t):H(e.unknown,t)}function V(e,t){let{run:n}=t;return[`<p class="facts">${W(e,t)}</p>`,`<h2>Root cause</h2>`,G(e.rootCause),K(c(e.occurrences),n),q(e.occurrences),de(`This also explains: `,e.explains,` \u2192 `)+Y(e),_e(e),`<h2>Evidence</h2>`,X(e.evidence),ve(e),`<h2>Fix</h2>`,ge(e.preserve)+pe(e.occurrences),`<ol>${e.fix.map(e=>`<li>${me(e)}</li>`).join(``)}</ol>`,he(`Then check:`,e.verify),e.prevention.length===0?``:`<h2>Prevention</h2><ul>${e.prevention.map(e=>`<li>${d(e)}</li>`).join(``)}</ul>`,ye(e),be(e.see)].join(`
`)}function H(e,t){let{run:n}=t;return[`<p class="facts">${[...U(e,t),`fingerprint ${f(e.fingerprint)}`].join(` \u00b7 `)}</p>`,`<h2>Root cause</h2>`,`<p>Not known: none of the patterns fits this failure, and a guess would be worse than none.</p>`,K(c(e.occurrences),n),q(e.occurrences)+Y(e),`<h2>Evidence</h2>`,X(e.evidence)].join(`
`)}function U(e,t){return S(e,t).map(e=>d(e))}function W(e,t){return[`<span class="severity">${e.severity}</span> ${w[e.severity]}`,`cause: ${e.cause}`,`${e.confidence} confidence`,A(e.cause),...U(e,t),...e.draft?[`draft pattern, never blocks`]:[],f(e.pattern)].join(` \u00b7 `)}function G(e){return e.trim().split(/\n[ \t]*\n/).map(e=>`<p>${d(e)}</p>`).join(`
`)}function K(e,t){if(e.length===0)return``;let n=e.slice(0,200).map(e=>`<li>${le(e,t)}</li>`);return e.length>200&&n.push(`<li>\u2026and ${T(e.length-200,`more place`)}</li>`),`<ul>${n.join(``)}</ul>`}function le(e,t){let n=l(e),r=e.name===void 0?``:f(e.name);return[[n===void 0?``:J(f(n),m(t,e.file??``,e.line)),r].filter(e=>e!==``).join(` in `),...e.run===void 0?[]:[ue(e.run)]].filter(e=>e!==``).join(` \u00b7 `)}function ue({job:e,step:t,url:n}){return J(t===void 0?f(e):`${f(e)} \u00b7 step ${f(t)}`,n)}function q(e){let t=ee(e).flatMap(({artifact:e,url:t,files:n})=>n.slice(0,200).map(({kind:n,path:r})=>`<li>${ne[n]} ${f(r)} in ${J(f(e),t)}</li>`));return t.length===0?``:`<p>Recorded when it failed:</p><ul>${t.join(``)}</ul>`}function J(e,t){let n=t===void 0?void 0:x(t);return n===void 0?e:`<a href="${u(n)}" rel="noopener noreferrer nofollow">${e}</a>`}function de(e,t,n){return t.length===0?``:`<p>${e}${t.map(e=>f(y(e))).join(n)}</p>`}function Y(e){let t=te(e).map(e=>`<p>${d(`${e}.`)}</p>`),n=(e.folded??[]).slice(0,200).map(e=>`<details><summary>${d(e.title)}</summary>${X(e.evidence)}</details>`);return[...t,...n].join(`
`)}function X(e){let{excerpts:t,omitted:n}=b(e,z),r=t.map(e=>`<p>${J(f(`${e.source}:${e.line}`),e.url)}</p>\n${fe(e)}`);return n>0&&r.push(`<p>\u2026and ${T(n,`more line`)} of evidence.</p>`),r.join(`
`)}function fe(e){return`<pre class="log" tabindex="0">${e.lines.map(e=>{let t=u(e.text);return`${e.gap?`<i>\u22ee</i><span></span>`:``}<i>${e.number}</i><span>${e.proof?`<b>${t}</b>`:t}</span>`}).join(``)}</pre>`}function pe(e){return ie(e).slice(0,5).map(e=>`<p>The compiler offers this in ${f(e.file)}: ${f(e.message)}</p>${Z(re(e))}`).join(``)}function me(e){let t=[e.code,e.run].filter(e=>e!==void 0).map(e=>Z(e));return G(e.text)+t.join(``)}function he(e,t){return t.length===0?``:`<p>${e}</p>${Z(t.join(`
`))}`}function ge(e){return e.length===0?``:`<p><b>First save what a rerun or restart would destroy:</b></p><ul>${e.map(e=>`<li>${d(O(e))}</li>`).join(``)}</ul>`}function _e({hypotheses:e=[]}){if(e.length===0)return``;let t=e.map(({title:e,pattern:t,check:n})=>`<li>${d(e)}${t===void 0?``:` (${f(t)})`}${n===void 0?``:Z(n)}</li>`);return`<h2>${j}</h2><ul>${t.join(``)}</ul>`}function ve(e){let t=C(e);return t===void 0?``:`<p>${M(t)}:</p>${Z(t.command)}`}function ye(e){let t=oe(e);return t===void 0?``:`<p>${d(t)}</p>`}function Z(e){return`<pre tabindex="0">${u(se(ce(e),8e3))}</pre>`}function be(e){let t=e.map(e=>J(f(e.replace(/^https?:\/\//,``)),e));return t.length===0?``:`<p>More: ${t.join(` \u00b7 `)}</p>`}function xe(e){let r=n(e),[i,...a]=r,o=a.slice(0,500).map(t=>$(t,e)),s=a.length-o.length;return _({title:i===void 0?`whydunit`:`${ae(t(i))} \u00b7 whydunit`,style:v,script:`
(() => {
  const doc = document;
  const make = (name, words) => Object.assign(doc.createElement(name), words);
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make('textarea', { value: text });
      doc.body.append(area); area.select(); doc.execCommand('copy'); area.remove();
    }
  };
  for (const block of doc.querySelectorAll('pre')) {
    const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    button.addEventListener('click', async () => {
      const lines = [...block.querySelectorAll('span')];
      await copy(lines.length > 0 ? lines.map((line) => line.textContent).join('\\n') : block.textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    block.before(button);
  }
  const reveal = () => {
    const target = doc.getElementById(location.hash.slice(1));
    const fold = target && target.closest('details');
    if (fold) { fold.open = true; target.scrollIntoView(); }
  };
  addEventListener('hashchange', reveal);
  reveal();
  const items = [...doc.querySelectorAll('nav.list li')];
  if (items.length < 5) return;
  const parts = items.map((item) => {
    const target = doc.getElementById(item.querySelector('a').hash.slice(1));
    return [item, target && (target.closest('details') || target)];
  });
  const label = make('label', { textContent: 'Only findings with ' });
  const input = make('input', { type: 'search' });
  const status = make('span', { className: 'facts' });
  status.setAttribute('role', 'status');
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase();
    let left = 0;
    for (const [item, part] of parts) {
      const fits = (item.textContent + (part ? part.textContent : '')).toLowerCase().includes(wanted);
      item.hidden = !fits;
      if (part) part.hidden = !fits;
      if (fits) left++;
    }
    status.textContent = ' ' + left + ' of ' + parts.length;
  });
  label.append(input);
  doc.querySelector('nav.list').prepend(label, status);
})();
`,body:[`<main>`,`<h1>${Q(e,i)}</h1>`,L(e.run),F(r.slice(0,501),e),...i===void 0?[]:[Ce(i,e)],...o,...s>0?[`<p>\u2026and ${s.toLocaleString(`en-US`)} more, not told here.</p>`]:[],Se(e),Te(e),we(e),`</main>`,`<footer>${Ee(e)}</footer>`]})}function Q(e,n){return n===void 0?e.verdict.gate===`blocked`?`\u26a0\ufe0f The gate is blocked`:e.possible===void 0?e.status===`passed`?`\u2705 Nothing failed`:`\u26aa No failure was found`:`\u26aa Nothing here proves a failure`:`\u274c ${d(t(n),200)}`}function Se(e){let t=r(e);return t.length===0?``:[`<h2>${k}</h2>`,...t.map((t,n)=>$(t,e,n===0))].join(`
`)}function Ce(e,t){return`<section id="${P(e)}"><p>${d(s(e),400)}</p>\n${B(e,t)}</section>`}function $(e,n,r=!1){return`<details${r?` open`:``}><summary><span class="severity">${a(e)}</span> ${d(t(e),200)}</summary>\n<div id="${P(e)}">${B(e,n)}</div>\n</details>`}function we(e){let t=e.sources.flatMap(e=>e.notes.map(t=>`<li>${f(e.name)}: ${d(t,500)}</li>`)),n=t.length>200?`<li>\u2026and ${(t.length-200).toLocaleString(`en-US`)} more</li>`:``;return t.length===0?``:`<h2>Read with reservations</h2><ul>${t.slice(0,200).join(``)}${n}</ul>`}function Te(e){let t=[...e.notes??[],...N(e)],n=t.slice(0,200).map(e=>`<li>${d(e,500)}.</li>`),r=t.length>200?`<li>\u2026and ${(t.length-200).toLocaleString(`en-US`)} more</li>`:``;return n.length===0?``:`<h2>By this repository's own rules</h2><ul>${n.join(``)}${r}</ul>`}function Ee(e){let t=e.verdict.reasons.slice(0,20).map(e=>d(e,300));return`${`<b>${u(E(e))}</b>${t.length===0?``:`: ${t.join(`; `)}`}`} \u00b7 read ${u(D(e.sources))} \u00b7 whydunit ${u(e.version)}`}export{xe as renderHtml};