/** How the page of page.ts looks. */
export const PAGE_STYLE = `
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; font: 14px/1.4 system-ui, Helvetica, Arial, sans-serif; color: #1d2733; background: #fff; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 8px 14px; border-bottom: 1px solid #d6dde5; }
h1 { margin: 0; font-size: 16px; }
.count, .legend { color: #5a6876; font-size: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
.key::before { content: ""; display: inline-block; width: 11px; height: 11px; margin-right: 4px; border: 1px solid #667; vertical-align: -1px; }
.key.rule::before { background: #eaf2fb; } .key.context::before { background: #fdf3d8; border-radius: 50%; }
.key.event::before { background: #e9f7e6; } .key.entry::before { background: #f3eafa; } .key.output::before { background: #fbe5e1; }
#search { padding: 4px 8px; width: 15em; font: inherit; border: 1px solid #b9c4cf; border-radius: 4px; }
.tools { margin-left: auto; } .tools button { min-width: 2.2em; padding: 3px 8px; font: inherit; }
main { flex: 1; display: flex; min-height: 0; }
#picture { flex: 1; overflow: hidden; cursor: grab; touch-action: none; }
#picture.moving { cursor: grabbing; }
#picture svg { width: 100%; height: 100%; display: block; }
aside { width: 340px; overflow: auto; padding: 10px 14px; border-left: 1px solid #d6dde5; background: #fafbfc; }
aside h2 { margin: 0 0 4px; font-size: 15px; overflow-wrap: anywhere; } aside pre { padding: 8px; overflow: auto; font-size: 12px; background: #fff; border: 1px solid #d6dde5; }
aside ul { padding-left: 18px; } aside a { color: #1d4f8f; cursor: pointer; overflow-wrap: anywhere; } .remark { color: #b3261e; font-weight: 600; }
.place { color: #5a6876; overflow-wrap: anywhere; }
g.node { cursor: pointer; } .dim { opacity: .12; } g.node.chosen > :is(path, polygon, ellipse) { stroke: #1d4f8f; stroke-width: 3; }
@media (max-width: 800px) { main { flex-direction: column; } aside { width: auto; max-height: 40vh; border-left: 0; border-top: 1px solid #d6dde5; } }
`;
