using System.Security.Cryptography;
using System.Text;

namespace Dionaea.Reporting;

/// <summary>
/// A table as a notebook shows it: sorted by a click on a header, in pages where it is long, scrolled where it is wide.
/// Where scripts don't run it is a plain table with all rows.
/// </summary>
internal static class NotebookTable
{
    private const string Style = """
        <style>
        .workbench-table{overflow-x:auto}
        .workbench-table table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        .workbench-table caption{text-align:left;opacity:.75;caption-side:bottom}
        .workbench-table caption p{margin:.3em 0;width:max-content;max-width:50em}
        .workbench-table th,.workbench-table td{text-align:left;padding:.25em .7em;max-width:40em;overflow-wrap:anywhere;white-space:pre-wrap}
        .workbench-table .quantity{text-align:right}
        .workbench-table .missing{opacity:.5;font-style:italic}
        .workbench-table th[aria-sort]{cursor:pointer;white-space:nowrap}
        .workbench-table th[aria-sort=ascending]::after{content:" ▲"}
        .workbench-table th[aria-sort=descending]::after{content:" ▼"}
        .workbench-table nav{margin:.4em 0}
        .workbench-table nav button{margin-right:.5em}
        </style>

        """;

    // Numbers before texts, what is missing at the end in either direction. ES5, and no name leaves the function.
    private const string Script = """
        (function(){document.querySelectorAll('[data-workbench-table="ID"]').forEach(function(box){
        if(box.dataset.ready)return;box.dataset.ready='1';
        var body=box.querySelector('tbody'),rows=[].slice.call(body.rows),heads=[].slice.call(box.querySelectorAll('th')),size=25,page=0;
        var bar=document.createElement('nav'),label=document.createElement('span');
        function value(row,i){var cell=row.cells[i];return cell.dataset.sort!==undefined?Number(cell.dataset.sort):cell.querySelector('.missing')?null:cell.textContent;}
        function compare(a,b){if(typeof a==='number'&&typeof b==='number')return a-b;if(typeof a!==typeof b)return typeof a==='number'?-1:1;return a<b?-1:a>b?1:0;}
        function show(){var last=Math.min(rows.length,(page+1)*size);
        rows.forEach(function(row,i){row.style.display=i>=page*size&&i<last?'':'none';});
        label.textContent='rows '+(page*size+1)+' to '+last+' of '+rows.length;}
        function button(text,step){var b=document.createElement('button');b.type='button';b.textContent=text;
        b.onclick=function(){page=Math.max(0,Math.min(Math.ceil(rows.length/size)-1,page+step));show();};bar.appendChild(b);}
        function sort(i){var down=heads[i].getAttribute('aria-sort')==='ascending'?-1:1;
        heads.forEach(function(h,j){h.setAttribute('aria-sort',j!==i?'none':down>0?'ascending':'descending');});
        rows=rows.map(function(row,at){return{row:row,at:at,value:value(row,i)};}).sort(function(a,b){
        if(a.value===null||b.value===null)return(a.value===null)-(b.value===null)||a.at-b.at;
        return down*compare(a.value,b.value)||a.at-b.at;}).map(function(item){return item.row;});
        rows.forEach(function(row){body.appendChild(row);});page=0;if(rows.length>size)show();}
        heads.forEach(function(head,i){head.setAttribute('aria-sort','none');head.tabIndex=0;head.onclick=function(){sort(i);};
        head.onkeydown=function(e){if(e.key==='Enter')sort(i);};});
        if(rows.length>size){button('‹ Previous',-1);button('Next ›',1);bar.appendChild(label);box.appendChild(bar);show();}
        });})();
        """;

    /// <summary>The answer's table as HTML with its style and, where there is something to sort, its script.</summary>
    public static string Html(Answer answer, int mostRows)
    {
        using var writer = new StringWriter();
        new TableHtml(mostRows).Write(answer, writer);
        var table = writer.ToString();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)))[..16];
        var script = answer.Table.Rows.Count > 1 ? $"<script>{Script.Replace("ID", id, StringComparison.Ordinal)}</script>\n" : "";
        return $"{Style}<div class=\"workbench-table\" data-workbench-table=\"{id}\">\n{table}</div>\n{script}".ReplaceLineEndings("\n");
    }
}
