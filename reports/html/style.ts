/** The style sheet of every report: light, dark, print, wide and narrow. Colours keep a contrast of 4.5 : 1 or more. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fcfbf8;--ink:#1f1c18;--soft:#5a544b;--rule:#ddd6ca;--faint:#f3efe7;
--accent:#0b5a69;--accent-tint:#dcecee;--amber:#8a4a00;--violet:#5b3a98;--violet-tint:#ece5f7;--minus:#a1261d;--plus:#17683a;--even:#5a544b;--flash:#fff0b8}
@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#ebe6dc;--soft:#b3ac9f;--rule:#3b3832;--faint:#21201c;
--accent:#72c7d6;--accent-tint:#17363c;--amber:#f0b463;--violet:#c6abff;--violet-tint:#33284a;--minus:#ff9d92;--plus:#83d8a4;--even:#b3ac9f;--flash:#5a4a12}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,"DejaVu Serif",serif;overflow-wrap:anywhere}
main,header.page,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
header.page{padding-top:3rem}
h1{font-size:2.1rem;line-height:1.15;margin:.2rem 0 .6rem;font-weight:600;letter-spacing:-.01em;max-width:46rem;text-wrap:balance}
h2{font-size:1.35rem;line-height:1.25;margin:0 0 .4rem;font-weight:600}
h3{font-size:1.02rem;margin:1.6rem 0 .4rem;font-weight:600}
h4{font-size:.94rem;margin:1.2rem 0 .3rem;font-weight:600}
section{margin:3.2rem 0;scroll-margin-top:3.4rem}
.kicker,nav,table,figure,fieldset,.note,.byline,.tools,button,input,select,.passages,details>summary,.small{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
.kicker{font-size:.78rem;letter-spacing:.09em;text-transform:uppercase;color:var(--soft);margin:0}
.byline,.note,.small{color:var(--soft);font-size:.86rem;line-height:1.5}
.byline{margin:.2rem 0}
.note{max-width:46rem;margin:.2rem 0 1rem}
.opening{font-size:1.16rem;line-height:1.62;max-width:46rem;border-left:3px solid var(--accent);padding-left:1.1rem;margin:1.8rem 0 0}
.opening p{margin:0 0 .7em}.opening p:last-child{margin:0}
nav{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--rule);margin-top:2rem;font-size:.86rem}
nav ul{max-width:72rem;margin:0 auto;padding:.55rem 1.5rem;display:flex;gap:.2rem 1.3rem;flex-wrap:wrap;list-style:none}
a{color:var(--accent);text-underline-offset:.15em}
nav a{text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.4rem .8rem;z-index:3}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
fieldset,.tools{border:0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);margin:.8rem 0 1.2rem;padding:.6rem 0;display:flex;flex-wrap:wrap;gap:.5rem 1.4rem;align-items:center;font-size:.86rem}
fieldset legend{float:left;padding:0 1rem 0 0;color:var(--soft)}
label{display:inline-flex;min-width:0;max-width:100%;gap:.45em;align-items:center}
input,select,button{font-size:.86rem;color:inherit}
input[type=search],select{background:var(--paper);border:1px solid var(--soft);border-radius:3px;padding:.25rem .5rem;max-width:100%;min-width:0}
input[type=checkbox]{accent-color:var(--accent);width:1rem;height:1rem}
.prose{max-width:42rem;font-size:1.06rem;line-height:1.75}
.prose p{margin:0 0 1.1em;unicode-bidi:isolate;white-space:pre-line}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:0 0 1.2rem;font-size:.84rem;color:var(--soft)}
.legend span{color:var(--ink)}
.flash{background:var(--flash)}
.show-hedge .hedge{text-decoration:underline var(--amber) 2px;text-underline-offset:.22em;text-decoration-skip-ink:none}
.boilerplate{color:var(--soft);font-style:italic;font-size:.85em}
.show-hedge .h-attribution{text-decoration-style:double}
.show-hedge .h-approximator{text-decoration-style:dotted;text-decoration-thickness:3px}
.show-hedge .h-conditional{text-decoration-style:dashed}
.show-hedge .h-booster{text-decoration:underline var(--accent) 4px}
.show-hedge .h-evidential{text-decoration:underline wavy var(--accent) 1.5px}
.show-hedge .h-negated{text-decoration:line-through underline var(--amber) 1px}
.show-attribution .a-content{background:var(--accent-tint)}
.show-attribution .a-source{background:var(--accent-tint);font-weight:650}
.show-attribution .a-cue{background:var(--accent-tint);font-style:italic;border-bottom:1px solid var(--accent)}
.show-actor .actor{color:var(--even);border-bottom:1px solid currentColor}
.show-actor .s-negative{color:var(--minus);font-weight:600}.show-actor .s-positive{color:var(--plus);font-weight:600}
.show-actor .first.s-negative::before{content:"\\2212";font-size:.8em}.show-actor .first.s-positive::before{content:"+";font-size:.8em}
.show-frame .frame{background:var(--violet-tint);box-shadow:inset 0 -1px var(--violet)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.86rem;line-height:1.4;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:.3rem 0;font-size:.84rem}
th,td{text-align:left;padding:.38rem .7rem .38rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
th{font-weight:600}
thead th{border-bottom:1px solid var(--soft);vertical-align:bottom;color:var(--soft)}
td.n,th.n{text-align:right;white-space:nowrap}
tbody th{font-weight:500;min-width:11rem}
tr.group th{padding-top:1.1rem;color:var(--soft);font-size:.78rem;letter-spacing:.07em;text-transform:uppercase}
tr.drawer>td{padding:.2rem 0 1rem;text-align:left!important;white-space:normal;overflow-wrap:anywhere}
table{overflow-wrap:break-word}td bdi,th bdi{overflow-wrap:anywhere}
button{background:none;border:0;padding:0;font:inherit;color:inherit;cursor:pointer;text-align:inherit}
button.sort::after{content:" \\2195";color:var(--soft)}
th[aria-sort=ascending] button.sort::after{content:" \\2191"}th[aria-sort=descending] button.sort::after{content:" \\2193"}
button.open::before{content:"\\25B8";display:inline-block;width:1.1em;color:var(--accent)}
button.open[aria-expanded=true]::before{content:"\\25BE"}
button.open:hover{text-decoration:underline}
button.fig::before{content:none!important}button.fig{text-decoration:underline dotted var(--soft);text-underline-offset:.2em}button.fig[aria-expanded=true]{background:var(--flash)}
.cite{font-style:italic}
.multiples.small-ones{grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:.7rem 1.2rem}.multiples.small-ones figcaption{min-height:0}
[data-lazy=actors] td .ci,.wide td .ci{display:block;font-size:.9em}.paper{display:none}
svg .c-cross line{stroke:var(--soft);opacity:.3}
svg .c-arrow path,svg .c-arrow line{stroke:var(--amber);fill:none}svg .c-arrow text{fill:var(--amber)}
.ci{color:var(--soft);white-space:nowrap}
.passages{list-style:none;margin:.2rem 0 0;padding:.4rem 0 .2rem 1.1rem;border-left:2px solid var(--rule);max-width:60rem}
.passages li{margin:0 0 .55rem;unicode-bidi:isolate}
.passages mark{background:var(--flash);color:inherit;padding:0 .1em}
.passages .tag{color:var(--soft);font-size:.92em}
.kwic{display:grid;grid-template-columns:1fr auto 1fr;gap:0 .5em;white-space:nowrap}
.kwic span:first-child{text-align:right;overflow:hidden;direction:rtl;unicode-bidi:plaintext}.kwic span:last-child{overflow:hidden}
figure{margin:1.2rem 0}figcaption{color:var(--soft);font-size:.84rem;margin-bottom:.3rem}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1.2rem 2rem}
.multiples figure{margin:0}.multiples figcaption{color:var(--ink);min-height:2.6em;font-size:.84rem;display:flex;flex-direction:column;justify-content:flex-end}
svg{max-width:100%;height:auto;display:block;overflow:visible}
svg text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Liberation Sans",sans-serif;font-size:11px;fill:var(--soft)}
svg .ink text,svg text.ink{fill:var(--ink)}
svg .c-corpus,.c-corpus rect{fill:var(--rule);stroke:none}svg .c-corpus-line,.c-corpus-line path,.c-corpus-line line{stroke:var(--soft);fill:none}
svg .c-article line,svg .c-article path{stroke:var(--accent);stroke-width:2}svg .c-article circle{fill:var(--accent);stroke:var(--paper)}
svg .c-article text{fill:var(--accent);font-weight:600}
svg .c-other circle{fill:var(--paper);stroke:var(--soft);stroke-width:1.5}svg .c-other line{stroke:var(--soft)}
svg .c-zero line{stroke:var(--soft);stroke-dasharray:2 3}svg .c-grid line{stroke:var(--rule)}
svg .c-band rect,svg .c-band path{fill:var(--accent-tint);stroke:none}
svg .tick line{stroke:var(--soft)}
.strip{width:130px;height:18px}
.strip .span{stroke:var(--soft);stroke-width:1}.strip .box{fill:var(--rule)}.strip .mid{stroke:var(--soft);stroke-width:1.5}.strip .here{fill:var(--accent)}
.minus{color:var(--minus)}.plus{color:var(--plus)}
details{margin:.8rem 0}summary{cursor:pointer;color:var(--accent);font-size:.9rem}
pre{font-size:.78rem;line-height:1.45;overflow-x:auto;background:var(--faint);padding:1rem;white-space:pre-wrap}
ol.near{padding-left:1.3rem;max-width:50rem}ol.near li{margin-bottom:.9rem;unicode-bidi:isolate}
.refs{font-size:.9rem;padding-left:1.2rem;max-width:50rem}.refs li{margin-bottom:.35rem}
footer{padding-bottom:3rem;color:var(--soft);font-size:.84rem}
#note{position:fixed;left:0;right:0;bottom:0;background:var(--ink);color:var(--paper);padding:.6rem 1.5rem;font:.9rem/1.4 system-ui,sans-serif;z-index:4}
#note:empty{display:none}
.heat td{text-align:right}.heat thead th{white-space:normal;min-width:5.5rem;overflow-wrap:normal}.heat thead th:first-child,.heat tbody th{position:sticky;left:0;background:var(--paper)}
@media (max-width:640px){body{font-size:16px}main,header.page,footer{padding-left:1rem;padding-right:1rem}header.page{padding-top:1.6rem}
h1{font-size:1.6rem}nav{position:static}nav ul{padding:.5rem 1rem}section{margin:2.2rem 0}.opening{font-size:1.06rem;padding-left:.8rem}
.scroll svg:not(.strip){max-width:none;width:34rem}tbody th{min-width:9rem}.kwic{display:block;white-space:normal}.kwic span:first-child{direction:ltr}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--accent:#0b5a69;--accent-tint:#e4f0f1;--amber:#8a4a00;--violet:#5b3a98;--violet-tint:#efe9f8;--minus:#a1261d;--plus:#17683a;--even:#444;--faint:#f6f6f6;color-scheme:light}
body{font-size:10.5pt}nav,.tools,fieldset,#note,.skip,button.sort::after,button.open::before,.screen{display:none!important}.paper{display:block}button.sort{display:contents}
main,header.page,footer{max-width:none;padding:0}section{margin:1.4rem 0}h2,h3,figcaption,caption{break-after:avoid}
figure,tr,.passages li,ol.near li{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}table{font-size:8pt}tbody th{min-width:4.6rem}td bdi,th bdi{overflow-wrap:break-word}.heat thead th{min-width:0}.heat.wide{font-size:6.5pt}.heat.wide th,.heat.wide td{padding-right:.25rem}.heat.wide thead th.n{writing-mode:vertical-rl;text-align:left;vertical-align:bottom;max-height:9rem}.many .ci{display:none!important}.prose{font-size:10.5pt;line-height:1.55}a{color:inherit}}
`;
