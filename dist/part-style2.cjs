const e=require("./part-bytes.cjs"),t=require("./part-sha2.cjs"),n=require("./part-html.cjs");function r({title:e,style:t,script:r,body:a}){return`${[`<!doctype html>`,`<html lang="en">`,`<head>`,`<meta charset="utf-8">`,`<meta http-equiv="Content-Security-Policy" content="${i(t,r)}">`,`<meta name="viewport" content="width=device-width, initial-scale=1">`,`<meta name="referrer" content="no-referrer">`,`<title>${n.n(e)}</title>`,`<style>${t}</style>`,`</head>`,`<body>`,...a,...r===void 0?[]:[`<script>${r}<\/script>`],`</body>`,`</html>`].filter(e=>e!==``).join(`
`)}\n`}function i(e,t){return[`default-src 'none'`,`style-src ${a(e)}`,...t===void 0?[]:[`script-src ${a(t)}`],`base-uri 'none'`,`form-action 'none'`].join(`; `)}function a(n){return`'sha256-${e.t(t.t(e.l(n)))}'`}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return r}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return`
:root { color-scheme: light dark; --back: #ffffff; --text: #1f2328; --line: #d1d9e0; --soft: #f6f8fa; --dim: #59636e; --bad: #cf222e; --link: #0969da }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #f0f6fc; --line: #3d444d; --soft: #151b23; --dim: #9198a1; --bad: #f85149; --link: #4493f8 } }
html { background: var(--back); color: var(--text) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .4rem }
p, ul, ol { margin: .4rem 0 }
code, pre { font: .85rem/1.45 ui-monospace, monospace }
code { background: var(--soft); padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .7rem; overflow-x: auto }
pre.log { display: grid; grid-template-columns: max-content 1fr; column-gap: 1rem }
pre.log i { color: var(--dim); font-style: normal; text-align: right; user-select: none }
pre.log b { font-weight: 600 }
details { border-top: 1px solid var(--line); padding: .6rem 0 }
summary { cursor: pointer }
button { font: inherit; color: var(--text); background: var(--soft); border: 1px solid var(--dim); border-radius: 6px }
.copy { float: right; font-size: .8rem; padding: .1rem .5rem; margin: .35rem; position: relative }
nav.list ol { padding-left: 1.5rem }
nav.list li { margin: .2rem 0 }
input[type=search] { font: inherit; max-width: 100%; box-sizing: border-box; color: var(--text); background: var(--back); border: 1px solid var(--dim); border-radius: 6px }
a { color: var(--link) }
.facts, footer { color: var(--dim) }
.severity { color: var(--bad); font-weight: 600 }
footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .6rem; font-size: .85rem }
`}});