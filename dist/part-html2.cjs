require("./part-rolldown-runtime.cjs");const e=require("./part-findings.cjs"),t=require("./part-places.cjs"),n=require("./part-html.cjs"),r=require("./part-path.cjs"),i=require("./part-standing.cjs"),a=require("./part-style2.cjs"),o=require("./part-quoted.cjs"),s=require("./part-excerpts.cjs"),c=require("./part-recordings.cjs"),l=require("./main.cjs"),u=require("./part-regression.cjs"),d=require("./part-clean.cjs"),f=require("./part-markdown.cjs"),p=require("./part-whose.cjs"),m=require("./part-words.cjs"),h=require("./part-waivers.cjs");function g(t){let{fingerprint:n}=e.n(t);return`f-${/^[0-9a-f]{16}$/.test(n)?n:`other`}`}function _(e,t){if(e.length<2)return``;let r=e.map(e=>`<li>${v(e,t)}</li>`).join(`
`);return`<p><b>${[i.n(t,e),...i.r(t)].map(e=>n.n(e)).join(` \u00b7 `)}</b></p>\n<nav class="list" aria-label="Findings"><ol>\n${r}\n</ol></nav>`}function v(r,i){let[a]=t.n(e.s(r)),o=a&&(t.r(a)??a.name);return[`<span class="severity">${e.o(r)}</span> <a href="#${g(r)}">${n.r(e.f(r),160)}</a>`,...o===void 0?[]:[n.t(o)],...e.a(r,i)?[`closes the gate`]:[]].join(` \u00b7 `)}function y(e){let{workflow:t,job:i,sha:a,runId:o,runAttempt:s,pullRequest:c,runUrl:l}=e,u=r.r(e),d=/^[0-9a-f]{7,64}$/i.test(a??``)?a:void 0,f=u!==void 0&&e.forge===void 0,p=(e,t)=>t===void 0?e:`<a href="${n.n(t)}" rel="noopener noreferrer nofollow">${e}</a>`,m=s===void 0?``:`/attempts/${s}`,h=f&&o!==void 0?`${u}/actions/runs/${o}${m}`:void 0,g=[...e.repository===void 0?[]:[p(n.t(e.repository),u)],...c===void 0?[]:[p(`#${c}`,f?`${u}/pull/${c}`:void 0)],...t===void 0?[]:[n.t(t)],...i===void 0?[]:[`job ${n.t(i)}`],...d===void 0?[]:[`commit ${p(n.t(d.slice(0,7)),u&&`${u}/commit/${d}`)}`],...o===void 0?[]:[p(`run ${o}`,h??b(l))]];return g.length===0?``:`<p class="facts">${g.join(` \u00b7 `)}</p>`}function b(e){return/^https?:\/\/[^\s]+$/.test(e??``)?e:void 0}const x={lines:40,lineCharacters:2e3};function S(e,t){return e.known?C(e.diagnosis,t):w(e.unknown,t)}function C(e,r){let{run:i}=r;return[`<p class="facts">${E(e,r)}</p>`,`<h2>Root cause</h2>`,D(e.rootCause),O(t.n(e.occurrences),i),j(e.occurrences),N(`This also explains: `,e.explains,` \u2192 `)+P(e),V(e),`<h2>Evidence</h2>`,F(e.evidence),H(e),`<h2>Fix</h2>`,B(e.preserve)+L(e.occurrences),`<ol>${e.fix.map(e=>`<li>${R(e)}</li>`).join(``)}</ol>`,z(`Then check:`,e.verify),e.prevention.length===0?``:`<h2>Prevention</h2><ul>${e.prevention.map(e=>`<li>${n.r(e)}</li>`).join(``)}</ul>`,U(e),G(e.see)].join(`
`)}function w(e,r){let{run:i}=r;return[`<p class="facts">${[...T(e,r),`fingerprint ${n.t(e.fingerprint)}`].join(` \u00b7 `)}</p>`,`<h2>Root cause</h2>`,`<p>Not known: none of the patterns fits this failure, and a guess would be worse than none.</p>`,O(t.n(e.occurrences),i),j(e.occurrences)+P(e),`<h2>Evidence</h2>`,F(e.evidence)].join(`
`)}function T(e,t){return p.r(e,t).map(e=>n.r(e))}function E(e,t){return[`<span class="severity">${e.severity}</span> ${m.a[e.severity]}`,`cause: ${e.cause}`,`${e.confidence} confidence`,m.m(e.cause),...T(e,t),...e.draft?[`draft pattern, never blocks`]:[],n.t(e.pattern)].join(` \u00b7 `)}function D(e){return e.trim().split(/\n[ \t]*\n/).map(e=>`<p>${n.r(e)}</p>`).join(`
`)}function O(e,t){if(e.length===0)return``;let n=e.slice(0,200).map(e=>`<li>${k(e,t)}</li>`);return e.length>200&&n.push(`<li>\u2026and ${m.c(e.length-200,`more place`)}</li>`),`<ul>${n.join(``)}</ul>`}function k(e,i){let a=t.r(e),o=e.name===void 0?``:n.t(e.name);return[[a===void 0?``:M(n.t(a),r.t(i,e.file??``,e.line)),o].filter(e=>e!==``).join(` in `),...e.run===void 0?[]:[A(e.run)]].filter(e=>e!==``).join(` \u00b7 `)}function A({job:e,step:t,url:r}){return M(t===void 0?n.t(e):`${n.t(e)} \u00b7 step ${n.t(t)}`,r)}function j(e){let t=c.n(e).flatMap(({artifact:e,url:t,files:r})=>r.slice(0,200).map(({kind:r,path:i})=>`<li>${c.t[r]} ${n.t(i)} in ${M(n.t(e),t)}</li>`));return t.length===0?``:`<p>Recorded when it failed:</p><ul>${t.join(``)}</ul>`}function M(e,t){let r=t===void 0?void 0:f.o(t);return r===void 0?e:`<a href="${n.n(r)}" rel="noopener noreferrer nofollow">${e}</a>`}function N(e,t,r){return t.length===0?``:`<p>${e}${t.map(e=>n.t(o.r(e))).join(r)}</p>`}function P(e){let t=c.r(e).map(e=>`<p>${n.r(`${e}.`)}</p>`),r=(e.folded??[]).slice(0,200).map(e=>`<details><summary>${n.r(e.title)}</summary>${F(e.evidence)}</details>`);return[...t,...r].join(`
`)}function F(e){let{excerpts:t,omitted:r}=s.t(e,x),i=t.map(e=>`<p>${M(n.t(`${e.source}:${e.line}`),e.url)}</p>\n${I(e)}`);return r>0&&i.push(`<p>\u2026and ${m.c(r,`more line`)} of evidence.</p>`),i.join(`
`)}function I(e){return`<pre class="log" tabindex="0">${e.lines.map(e=>{let t=n.n(e.text);return`${e.gap?`<i>\u22ee</i><span></span>`:``}<i>${e.number}</i><span>${e.proof?`<b>${t}</b>`:t}</span>`}).join(``)}</pre>`}function L(e){return l.n(e).slice(0,5).map(e=>`<p>The compiler offers this in ${n.t(e.file)}: ${n.t(e.message)}</p>${W(l.i(e))}`).join(``)}function R(e){let t=[e.code,e.run].filter(e=>e!==void 0).map(e=>W(e));return D(e.text)+t.join(``)}function z(e,t){return t.length===0?``:`<p>${e}</p>${W(t.join(`
`))}`}function B(e){return e.length===0?``:`<p><b>First save what a rerun or restart would destroy:</b></p><ul>${e.map(e=>`<li>${n.r(m.h(e))}</li>`).join(``)}</ul>`}function V({hypotheses:e=[]}){if(e.length===0)return``;let t=e.map(({title:e,pattern:t,check:r})=>`<li>${n.r(e)}${t===void 0?``:` (${n.t(t)})`}${r===void 0?``:W(r)}</li>`);return`<h2>${m.n}</h2><ul>${t.join(``)}</ul>`}function H(e){let t=m._(e);return t===void 0?``:`<p>${m.p(t)}:</p>${W(t.command)}`}function U(e){let t=u.n(e);return t===void 0?``:`<p>${n.r(t)}</p>`}function W(e){return`<pre tabindex="0">${n.n(d.n(d.t(e),8e3))}</pre>`}function G(e){let t=e.map(e=>M(n.t(e.replace(/^https?:\/\//,``)),e));return t.length===0?``:`<p>More: ${t.join(` \u00b7 `)}</p>`}function K(t){let n=e.i(t),[r,...i]=n,o=i.slice(0,500).map(e=>X(e,t)),s=i.length-o.length;return a.n({title:r===void 0?`whydunit`:`${l.ut(e.f(r))} \u00b7 whydunit`,style:a.t,script:`
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
`,body:[`<main>`,`<h1>${q(t,r)}</h1>`,y(t.run),_(n.slice(0,501),t),...r===void 0?[]:[Y(r,t)],...o,...s>0?[`<p>\u2026and ${s.toLocaleString(`en-US`)} more, not told here.</p>`]:[],J(t),Q(t),Z(t),`</main>`,`<footer>${$(t)}</footer>`]})}function q(t,r){return r===void 0?t.verdict.gate===`blocked`?`\u26a0\ufe0f The gate is blocked`:t.possible===void 0?t.status===`passed`?`\u2705 Nothing failed`:`\u26aa No failure was found`:`\u26aa Nothing here proves a failure`:`\u274c ${n.r(e.f(r),200)}`}function J(t){let n=e.l(t);return n.length===0?``:[`<h2>${m.i}</h2>`,...n.map((e,n)=>X(e,t,n===0))].join(`
`)}function Y(t,r){return`<section id="${g(t)}"><p>${n.r(e.u(t),400)}</p>\n${S(t,r)}</section>`}function X(t,r,i=!1){return`<details${i?` open`:``}><summary><span class="severity">${e.o(t)}</span> ${n.r(e.f(t),200)}</summary>\n<div id="${g(t)}">${S(t,r)}</div>\n</details>`}function Z(e){let t=e.sources.flatMap(e=>e.notes.map(t=>`<li>${n.t(e.name)}: ${n.r(t,500)}</li>`)),r=t.length>200?`<li>\u2026and ${(t.length-200).toLocaleString(`en-US`)} more</li>`:``;return t.length===0?``:`<h2>Read with reservations</h2><ul>${t.slice(0,200).join(``)}${r}</ul>`}function Q(e){let t=[...e.notes??[],...h.n(e)],r=t.slice(0,200).map(e=>`<li>${n.r(e,500)}.</li>`),i=t.length>200?`<li>\u2026and ${(t.length-200).toLocaleString(`en-US`)} more</li>`:``;return r.length===0?``:`<h2>By this repository's own rules</h2><ul>${r.join(``)}${i}</ul>`}function $(e){let t=e.verdict.reasons.slice(0,20).map(e=>n.r(e,300));return`${`<b>${n.n(m.d(e))}</b>${t.length===0?``:`: ${t.join(`; `)}`}`} \u00b7 read ${n.n(m.f(e.sources))} \u00b7 whydunit ${n.n(e.version)}`}exports.renderHtml=K;