using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

[Collection(MeasuredMemory.Name)]
public sealed class ScriptTests : IClassFixture<ScriptTests.Bench>
{
    private readonly ScriptBench _bench;

    public ScriptTests(Bench bench) => _bench = bench.Scripts;

    [Fact]
    public void The_example_of_the_readme_runs()
    {
        var start = MarkdownPage.Readme.Text.IndexOf("```js\n#!script\n", StringComparison.Ordinal) + "```js\n#!script\n".Length;
        var example = MarkdownPage.Readme.Text[start..MarkdownPage.Readme.Text.IndexOf("```", start, StringComparison.Ordinal)];

        var table = _bench.Table(example);

        Assert.Equal(["service", "hits", "hosts"], table.Columns.Select(c => c.Name));
        Assert.Contains(table.Rows, row => row is ["smbd", 2L, 1L]);
    }

    [Fact]
    public void Sql_gives_rows_as_objects_and_binds_values()
    {
        Assert.Equal("445", _bench.Printed("print(sql('SELECT local_port AS p FROM connections WHERE connection = $c', {c: 2})[0].p)"));
        Assert.Equal("connection,remote_host", _bench.Printed("print(sql('SELECT connection, remote_host FROM connections').columns.join())"));
        Assert.Equal("1 text", _bench.Printed("print(sql(\"SELECT $a AS a, typeof($b) AS b\", {a: true, b: \"x'; DROP TABLE connections; --\"}).map(r => r.a + ' ' + r.b).join())"));
    }

    [Fact]
    public void Sql_takes_set_values_where_the_script_gives_none()
    {
        _bench.Executor.Run("#!set p = 445\n#!set q = 1");

        Assert.Equal("[{a: 445, b: 7}]", _bench.Printed("print(sql('SELECT $p AS a, $q AS b', {q: 7}))"));
        Assert.Equal("445 1", _bench.Printed("print(parameters.p, parameters.q)"));
    }

    [Fact]
    public void The_last_expression_is_the_result_and_its_kinds_are_guessed()
    {
        const string sql = "SELECT remote_host AS who, connection_timestamp AS at, local_port, connection_root, 1.5 AS n, 'x' AS s FROM connections";
        var free = _bench.Executor.Run(sql).Outputs.OfType<AnswerOutput>().Single().Answer.Table;

        var table = _bench.Table($"const rows = sql(\"{sql}\");\nrows.map(r => ({{...r}}))");

        Assert.Equal(free.Columns, table.Columns);
        Assert.Equal(Kind.Host, table.Columns[0].Kind);
        Assert.Equal(free.Rows, table.Rows);
    }

    [Theory]
    [InlineData("[{a: 1}, {b: 'x'}]", "a,b", "1|;|x")]
    [InlineData("[[1, 2], [3]]", "column_1,column_2", "1|2;3|")]
    [InlineData("({columns: ['p', 'q'], rows: [[1, null], [undefined, NaN]]})", "p,q", "1|;|")]
    [InlineData("[3, 'x']", "value", "3;x")]
    [InlineData("sql('SELECT 1 AS a WHERE 0')", "a", "")]
    [InlineData("[{a: true, b: 2**53, c: null, d: 1e300, e: {f: [1]}}]", "a,b,c,d,e", "1|9007199254740992||1E+300|{f: [1]}")]
    [InlineData("[{a: new Date(1500)}]", "a", "1.5")]
    [InlineData("[{__proto__: null, ['__proto__']: 1, constructor: 2, '': 3}]", "__proto__,constructor,column", "1|2|3")]
    public void Rows_are_objects_lists_or_values(string script, string columns, string rows)
    {
        var table = _bench.Table(script);

        Assert.Equal(columns, string.Join(',', table.Columns.Select(c => c.Name)));
        Assert.Equal(rows, string.Join(';', table.Rows.Select(r => string.Join('|', r.Select(v => FormattableString.Invariant($"{v}"))))));
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("'a' + 'b'", "ab")]
    [InlineData("({a: [1, {b: null}]})", "{a: [1, {b: null}]}")]
    [InlineData("let x = 1; x = 5", "")]
    [InlineData("let x = 1; x++", "")]
    [InlineData("for (const i of [1, 2]) i;", "")]
    [InlineData("undefined", "")]
    [InlineData("(async () => 7)()", "7")]
    [InlineData("print('a', 1, null, [1])\nprint()", "a 1 null [1]")]
    [InlineData("() => 1", "(function)")]
    [InlineData("[]", "[]")]
    [InlineData("Symbol('x')", "(symbol)")]
    [InlineData("const a = []; a.push(a); print(a)", "[[[[[[…]]]]]]")]
    public void Other_values_are_printed(string script, string expected) => Assert.Equal(expected, _bench.Printed(script));

    [Fact]
    public void Table_reads_kept_tables_tables_and_views()
    {
        _bench.Executor.Run("#!let smb\nSELECT remote_host FROM connections WHERE connection_protocol = 'smbd'");

        Assert.Equal("2 5", _bench.Printed("print(table('smb').length, table('Connections').length)"));
        Assert.NotEmpty(_bench.Table("table('inbound')").Rows);
        Assert.Contains("Did you mean 'connections'?", _bench.Mistake("table('conections')").Text, StringComparison.Ordinal);
        Assert.Contains("no table or view", _bench.Mistake("table('sqlite_master\" --')").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_can_be_kept_and_drawn()
    {
        var result = _bench.Executor.Run("#!let counted\n#!chart bar --x service --y hits\n#!script\n[{service: 'smbd', hits: 3}, {service: 'httpd', hits: 1}]");

        Assert.Null(result.Error);
        Assert.NotNull(result.Outputs.OfType<AnswerOutput>().Single().Answer.Figure);
        Assert.Equal("4", _bench.Printed("sql('SELECT SUM(hits) AS n FROM counted')[0].n"));
    }

    [Fact]
    public void Chart_draws_rows_as_its_options_say()
    {
        var answers = _bench.Run("const rows = [{service: 'smbd', hits: 3}, {service: 'httpd', hits: 1}];\nchart(rows, {kind: 'donut', x: 'service', y: 'hits', title: 'A <b>'});\nchart(rows)")
            .Outputs.OfType<AnswerOutput>().Select(o => o.Answer).ToList();

        Assert.Equal(["pie", "bar"], answers.Select(a => (string?)a.Figure!.Data[0]!["type"]));
        Assert.Equal("A &lt;b&gt;", (string?)answers[0].Figure!.Layout["title"]!["text"]);
        Assert.Equal("script", answers[0].Source.Engine);
    }

    [Fact]
    public void Chart_draws_a_figure_and_tells_its_numbers_as_a_table()
    {
        var answer = _bench.Run("chart({data: [{type: 'bar', name: '<a href=x>', x: ['a', '%{x}'], y: [1, 2], color: '#0b5c8a'}], layout: {title: 't', yaxis: {title: 'n', type: 'log'}}})")
            .Outputs.OfType<AnswerOutput>().Single().Answer;

        Assert.Equal("&lt;a href=x&gt;", (string?)answer.Figure!.Data[0]!["name"]);
        Assert.Equal(["a", "%&#123;x}"], answer.Figure.Data[0]!["x"]!.AsArray().Select(v => (string?)v));
        Assert.Equal("log", (string?)answer.Figure.Layout["yaxis"]!["type"]);
        Assert.Equal(["<a href=x>|a|1", "<a href=x>|%{x}|2"], answer.Table.Rows.Select(r => string.Join('|', r)));
    }

    [Fact]
    public void Chart_draws_a_figure_of_lists_in_lists()
    {
        var answer = _bench.Run("chart({data: [{type: 'heatmap', z: [[1, 2], [3, null]]}]})").Outputs.OfType<AnswerOutput>().Single().Answer;

        Assert.Equal("[[1,2],[3,null]]", answer.Figure!.Data[0]!["z"]!.ToJsonString());
        Assert.Equal(["[1, 2]", "[3, null]"], answer.Table.Rows.Select(r => r[0]));
    }

    [Theory]
    [InlineData("chart({data: [{type: 'bar', hovertemplate: '<a>'}]})", "no member of a trace called 'hovertemplate'")]
    [InlineData("chart({data: [{type: 'scattermapbox'}]})", "no type of a figure called 'scattermapbox'")]
    [InlineData("chart({data: [{x: [1]}], layout: {images: [{source: 'http://evil.example/'}]}})", "no member of a layout called 'images'")]
    [InlineData("chart({data: [{x: [1]}], layout: {template: {}}})", "no member of a layout called 'template'")]
    [InlineData("chart({data: [{x: [1]}], config: {}})", "no member of a figure called 'config'")]
    [InlineData("chart({data: [{x: [1], color: 'url(http://evil.example)'}]})", "is not a colour")]
    [InlineData("chart({data: [{x: [1]}], layout: {height: 1e9}})", "takes a number from 100 to 2000")]
    [InlineData("chart({data: [{x: Array(60000).fill(1)}]})", "more than 50,000 values")]
    [InlineData("chart({data: []})", "1 to 50 traces")]
    [InlineData("chart([{a: 1}], {kind: 'pie'})", "no chart kind 'pie'")]
    [InlineData("chart([{a: 1}], {colour: 'red'})", "no option of chart() called 'colour'")]
    [InlineData("chart([{a: 'x'}], {x: 'b'})", "no result column 'b'")]
    [InlineData("chart(1)", "takes rows or a figure")]
    [InlineData("for (;;) chart([{a: 'x', n: 1}])", "more than 20 charts")]
    public void Chart_refuses_what_it_does_not_know(string script, string expected) =>
        Assert.Contains(expected, _bench.Mistake(script).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("let a = 1\nnothing", "nothing is not defined (line 3, column 1).", "sql, table, chart, print")]
    [InlineData("\nfunction f() {\n  return undefined.x\n}\nf()", "(reading 'x') (line 4,", "print()")]
    [InlineData("let x = (", "Unexpected end of input (line 2, column 10).", "mend the text")]
    [InlineData("throw new Error('own\\nwords')", "own\uFFFDwords (line 2, column 7).", null)]
    [InlineData("throw 'text'", "Script error: text (line 2, column 7).", null)]
    [InlineData("sql('SELECT nothing')", "of the cell)", null)]
    [InlineData("\n\nsql(1)", "sql() takes a text (line 4, column 1 of the cell).", "Write: sql(")]
    [InlineData("sql('SELECT $x')", "uses $x, which has no value (line 2", "#!set x")]
    [InlineData("(async () => { throw new TypeError('late') })()", "late", null)]
    [InlineData("new Promise(() => {})", "promise", "Nothing in a script has to be waited for")]
    [InlineData("new Function('1')", "String compilation has been disabled", "can't make code from text")]
    [InlineData("x => {", "Unexpected end of input (line 2,", null)]
    public void A_mistake_names_its_line_and_a_remedy(string script, string expected, string? remedy)
    {
        var mistake = _bench.Mistake(script);

        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", mistake.Text, StringComparison.Ordinal);
        if (remedy is not null)
            Assert.Contains(remedy, mistake.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_of_a_mistake_is_that_of_the_cell()
    {
        var error = _bench.Executor.Run("#!let x\n#!script\n\nnothing").Error!;

        Assert.Equal(new TextPlace(4, 1), error.Error.Place);
        Assert.Equal(1, _bench.Executor.Run("#!script x\n1").Error!.Line);
        Assert.Contains("There is no script", _bench.Executor.Run("#!script").Error!.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'ab'.repeat(2) + 'x'.padStart(3, '-') + 'y'.padEnd(3)", "abab--xy  ")]
    [InlineData("'a-b'.replace('-', '+').replace(/b/g, m => m.toUpperCase()).concat(1, null, [2, 3])", "a+B1null2,3")]
    [InlineData("'2024-05-06'.replace(/(\\d+)-(\\d+)/, '$2/$1') + 'aaa'.replaceAll('a', '$&b') + 'x'.replace('x')", "05/2024-06ababab" + "undefined")]
    [InlineData("[1, [2, [3, null]], undefined, {}].join('|') + String([1, [2]]) + `${[[]]}`", "1|2,3,||[object Object]1,2")]
    [InlineData("[1, [2, [3, [4]]], , 5].flat().length + ' ' + [1, [2, [3, [4]]]].flat(Infinity).join()", "4 1,2,3,4")]
    [InlineData("JSON.stringify({a: [1, 'x\"\\u2028', null, undefined, () => 1], b: undefined, c: new Date(0), d: NaN, e: true, f: {}})", "{\"a\":[1,\"x\\\"\\u2028\",null,null,null],\"c\":\"1970-01-01T00:00:00.000Z\",\"d\":null,\"e\":true,\"f\":{}}")]
    [InlineData("JSON.stringify([{a: 1, b: 2}], ['a'], 2)", "[\n  {\n    \"a\": 1\n  }\n]")]
    [InlineData("JSON.parse(JSON.stringify({a: [1.5, 'ü']})).a.join() + JSON.stringify(undefined)", "1.5,üundefined")]
    [InlineData("encodeURIComponent('ü ') + escape('ü') + decodeURIComponent('%C3%BC') + 'a,b'.split(',').length + 'x'.match(/x/)[0]", "%C3%BC%20%FCü2x")]
    [InlineData("[..." + "'aXbX'.matchAll(/X/g)].map(m => m.index).join() + 'abc'.search(/c/) + 'abc'.at(-1) + ' x '.trim() + 'abc'.slice(1)", "1,32cxbc")]
    public void The_functions_of_the_language_do_as_the_language_says(string script, string expected) => Assert.Equal(expected, _bench.Printed(script));

    [Fact]
    public void A_script_may_catch_what_the_workbench_refuses()
    {
        Assert.Contains("no such column", _bench.Printed("try { sql('SELECT nowhere') } catch (e) { print(e.message) }"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_start_as_directives_are_the_scripts()
    {
        Assert.Equal("\n#!open x\n", _bench.Printed("print(`\n#!open x\n`)") + "\n");
    }

    [Fact]
    public void What_was_printed_before_a_mistake_is_shown()
    {
        var result = _bench.Executor.Run("#!script\nprint('before')\nnothing");

        Assert.Equal("before\n", Assert.IsType<PrintedOutput>(result.Outputs[0]).Text);
        Assert.NotNull(result.Error);
    }

    [Fact]
    public void Printed_values_and_results_are_escaped_in_every_output()
    {
        var notebook = new NotebookOutputs().Next(_bench.Run("print('<script>\\u001b[31m');\n[{remote_host: '198.51.100.7', t: '<script>alert(1)</script>'}]"));

        var stream = (JsonObject)notebook[0]!;
        Assert.Equal("stream", (string?)stream["output_type"]);
        Assert.Contains("\\x1b[31m", stream["text"]!.ToJsonString().Replace("\\\\", "\\", StringComparison.Ordinal), StringComparison.Ordinal);
        var html = string.Concat(notebook[1]!["data"]!["text/html"]!.AsArray().Select(l => (string?)l));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("198.51.100[.]7", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_and_chance_are_the_datas_and_the_same_in_every_run()
    {
        var last = _bench.Workbench.Database.Span.Last;

        Assert.Equal(FormattableString.Invariant($"{last}"), _bench.Printed("Date.now() / 1000"));
        Assert.Equal("0", _bench.Printed("const a = Date.now(); for (let i = 0; i < 1e5; i++); Date.now() - a"));
        Assert.Equal("0 UTC", _bench.Printed("print(new Date(2020, 6, 1).getTimezoneOffset(), 'UTC')"));
        Assert.Equal(_bench.Printed("[Math.random(), Math.random()].join()"), _bench.Printed("[Math.random(), Math.random()].join()"));
    }

    [Fact]
    public void Cuts_are_said()
    {
        using var bench = new ScriptBench(rows: 3);
        var answer = bench.Run("table('connections')").Outputs.OfType<AnswerOutput>().Single().Answer;

        Assert.Contains("cut at 3 rows", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.Equal("cut at 3 rows", bench.Table("[1, 2, 3, 4]").Truncated);
        Assert.Equal("1 long value cut at 1,000,000 characters", bench.Table("['x'.repeat(2e6)]").Truncated);
    }

    /// <summary>The database of all tests of this class.</summary>
    public sealed class Bench : IDisposable
    {
        internal ScriptBench Scripts { get; } = new();

        public void Dispose() => Scripts.Dispose();
    }
}
