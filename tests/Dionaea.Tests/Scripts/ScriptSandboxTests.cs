using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>What a hostile script tries. Each attempt ends with a message of the workbench's, in this process, and leaves it whole.</summary>
[Collection(MeasuredMemory.Name)]
public sealed class ScriptSandboxTests : IClassFixture<ScriptSandboxTests.Bench>
{
    private const string Undefined = " is not defined";
    private const string NoCode = "String compilation has been disabled";
    private const string Time = "The script was stopped after";
    private const string Memory = "The script was stopped: it ";
    private const string Long = "a text grows beyond 4,000,000 characters";
    private const string NoBigInt = "a script has no BigInt";
    private const string Array = "The script made an array of more than";
    private const string Deep = "nested too deeply";
    private const string Stack = "Maximum call stack size exceeded";
    private const string Regex = "A regular expression of the script took longer than";

    private readonly ScriptBench _bench;
    private readonly ScriptBench _narrow;

    public ScriptSandboxTests(Bench bench)
    {
        _bench = bench.Short;
        _narrow = bench.Narrow;
    }

    [Theory]
    [InlineData("eval('1')", Undefined)]
    [InlineData("globalThis.eval('1')", "is not a function")]
    [InlineData("Function('return 1')()", NoCode)]
    [InlineData("new Function('return 1')()", NoCode)]
    [InlineData("(() => {}).constructor('return 1')()", NoCode)]
    [InlineData("(async () => {}).constructor('return 1')()", NoCode)]
    [InlineData("(function* () {}).constructor('return 1')()", NoCode)]
    [InlineData("(async function* () {}).constructor('return 1')()", NoCode)]
    [InlineData("sql.constructor('return 1')()", NoCode)]
    [InlineData("print.constructor.constructor('return process')()", NoCode)]
    [InlineData("[].map.constructor('return 1')()", NoCode)]
    [InlineData("Object.getPrototypeOf(function* () {}).constructor('yield 1')().next()", NoCode)]
    [InlineData("Reflect.construct(Function, ['return 1'])()", NoCode)]
    [InlineData("sql('SELECT 1 AS a')[0].constructor.constructor('return 1')()", NoCode)]
    [InlineData("import('fs')", "import() loads a module")]
    [InlineData("async function f() { await import('file:///etc/passwd') } f()", "import() loads a module")]
    [InlineData("import fs from 'fs'", "Cannot use import statement outside a module")]
    [InlineData("import.meta", "Cannot use 'import.meta' outside a module")]
    [InlineData("require('fs')", Undefined)]
    [InlineData("process.exit(1)", Undefined)]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')", Undefined)]
    [InlineData("importNamespace('System')", Undefined)]
    [InlineData("clr.System", Undefined)]
    [InlineData("fetch('http://evil.example/')", Undefined)]
    [InlineData("new XMLHttpRequest()", Undefined)]
    [InlineData("new WebSocket('ws://evil.example/')", Undefined)]
    [InlineData("new Worker('x')", Undefined)]
    [InlineData("setTimeout(() => {}, 1)", Undefined)]
    [InlineData("WebAssembly.compile()", Undefined)]
    [InlineData("Deno.readTextFileSync('/etc/passwd')", Undefined)]
    [InlineData("load('/etc/passwd')", Undefined)]
    [InlineData("console.log(1)", Undefined)]
    [InlineData("performance.now()", Undefined)]
    [InlineData("Temporal.Now.instant()", Undefined)]
    [InlineData("Intl.DateTimeFormat().resolvedOptions().timeZone", Undefined)]
    [InlineData("new WeakRef({})", Undefined)]
    [InlineData("new FinalizationRegistry(() => {})", Undefined)]
    [InlineData("new Proxy({}, {})", Undefined)]
    [InlineData("new ShadowRealm().evaluate('1')", Undefined)]
    [InlineData("new ArrayBuffer(1e9)", Undefined)]
    [InlineData("new Float64Array(2e8)", Undefined)]
    [InlineData("new BigInt64Array(2e8)", Undefined)]
    [InlineData("new SharedArrayBuffer(1e9)", Undefined)]
    [InlineData("new DataView(1)", Undefined)]
    [InlineData("BigInt(1)", Undefined)]
    [InlineData("Object(1n).constructor(2)", NoBigInt)]
    [InlineData("Atomics.wait(1, 0, 0)", Undefined)]
    [InlineData("undeclared = 1", Undefined)]
    [InlineData("with ({}) {}", "may not include a with statement")]
    [InlineData("arguments.callee", Undefined)]
    [InlineData("(function () { return arguments.callee })()", "'caller', 'callee', and 'arguments'")]
    [InlineData("sql.caller", "'caller', 'callee', and 'arguments'")]
    [InlineData("(function () { return this })().x", "Cannot read properties of undefined")]
    public void Ways_out_are_closed(string script, string expected) => Refused(script, expected);

    [Theory]
    [InlineData("for (;;);", Time)]
    [InlineData("while (true) { try { for (;;); } catch { } finally { continue; } }", Time)]
    [InlineData("(async () => { for (;;) await null })()", Time)]
    [InlineData("const p = Promise.resolve(); (function again() { p.then(again) })()", Time)]
    [InlineData("Object.defineProperty(Object.prototype, 'toString', {value() { for (;;); }}); `${{}}`", Time)]
    [InlineData("const a = ['x']; a[Symbol.iterator] = function* () { for (;;) yield 1 }; for (const x of a);", Time)]
    [InlineData("Array.from({length: 3e6}).sort(() => Math.random() - .5)", Time)]
    [InlineData("let b = 7n; for (;;) b *= b", NoBigInt)]
    [InlineData("let a = ['x']; for (let i = 0; i < 60; i++) a = [a, a]; String(a)", null)]
    [InlineData("let a = ['x']; for (let i = 0; i < 60; i++) a = [a, a]; JSON.stringify(a)", null)]
    [InlineData("let a = ['x']; for (let i = 0; i < 60; i++) a = [a, a]; a.flat(Infinity)", null)]
    [InlineData("sql('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n')", "stopped after")]
    [InlineData("for (;;) try { sql('SELECT 1') } catch { }", Time)]
    [InlineData("for (;;) print('')", Time)]
    [InlineData("throw {get message() { for (;;); }}", Time)]
    [InlineData("const e = new Error('x'); Object.defineProperty(e, 'message', {get() { for (;;); }}); throw e", null)]
    [InlineData("TypeError.prototype.name = {toString() { for (;;); }}; null.x", "Cannot read properties of null")]
    [InlineData("Object.defineProperty(TypeError.prototype, 'name', {get() { for (;;); }}); null.x", Time)]
    public void Endless_work_is_stopped(string script, string? expected) => Refused(script, expected);

    [Theory]
    [InlineData("let s = 'x'; for (;;) s += s", Memory)]
    [InlineData("const a = []; for (;;) a.push({})", Memory)]
    [InlineData("let a = []; for (;;) a = [a]", Memory)]
    [InlineData("const m = new Map(); for (let i = 0; ; i++) m.set(i, {})", Memory)]
    [InlineData("'x'.repeat(1e9)", Long)]
    [InlineData("'x'.padEnd(2 ** 30)", Long)]
    [InlineData("'x'.padStart(2 ** 30)", Long)]
    [InlineData("'a'.repeat(1e5).replaceAll('a', 'b'.repeat(1e5))", Long)]
    [InlineData("'ab'.repeat(1e7).replace(/./g, 'x'.repeat(40))", Long)]
    [InlineData("Array(1e6).join('x'.repeat(1e6))", Long)]
    [InlineData("JSON.stringify(Array(1e4).fill('x'.repeat(1e6)))", Long)]
    [InlineData("encodeURIComponent('\\u1234'.repeat(1e8))", Long)]
    [InlineData("const s = 'x'.repeat(5e7); s.concat(...Array(50).fill(s))", Long)]
    [InlineData("[...'x'.repeat(1e8)]", Long)]
    [InlineData("'x'.repeat(1e8).split('')", Long)]
    [InlineData("new Array(1e9).fill(1)", Array)]
    [InlineData("Array.from({length: 2 ** 32})", "Invalid array length")]
    [InlineData("Math.max.apply(null, {length: 1e9})", Array)]
    [InlineData("print.apply(null, {length: 1e8})", Array)]
    [InlineData("const a = []; a.length = 4294967295; a.fill(0)", null)]
    [InlineData("[].fill.call({length: 2 ** 53 - 1}, 0)", null)]
    [InlineData("2n ** 10000000000n", NoBigInt)]
    [InlineData("'a'.repeat(1e5).replace(/a/g, \"$'\")", Long)]
    [InlineData("/a/g[Symbol.replace]('a'.repeat(1e5), \"$'\")", Long)]
    [InlineData("'x'.padEnd(10, {toString() { return 'y'.repeat(1e7) }})", Long)]
    [InlineData("String.prototype.trim.call({toString() { return 'y'.repeat(1e7) }})", Long)]
    [InlineData("let s = 'x'; for (let i = 0; i < 24; i++) s += s; encodeURIComponent(s)", Long)]
    [InlineData("let s = 'x'; for (let i = 0; i < 24; i++) s += s; ['a'].join(s) + s.trim()", Long)]
    [InlineData("let s = 'x'; for (let i = 0; i < 29; i++) s += s; s == 'y'; 1", Memory)]
    [InlineData("String.raw({raw: {length: 2 ** 32}}, 1)", null)]
    [InlineData("const rows = []; for (let i = 0; i < 300; i++) rows.push({['c' + i]: 1}); rows", "more than 200 different members")]
    public void Huge_values_are_stopped(string script, string? expected) => Refused(script, expected, _narrow);

    [Theory]
    [InlineData("(function f() { f() })()", Deep)]
    [InlineData("const o = {get a() { return this.a }}; o.a", Deep)]
    [InlineData("class A { constructor() { new A() } } new A()", Deep)]
    [InlineData("async function f() { await f() } f()", Deep)]
    [InlineData("(function* g() { yield* g() })().next()", Stack)]
    [InlineData("const o = {toString() { return `${this}` }}; `${o}`", null)]
    [InlineData("let a = []; for (let i = 0; i < 50000; i++) a = [a]; JSON.stringify(a)", "too deeply for JSON")]
    [InlineData("let a = []; for (let i = 0; i < 300000; i++) a = [a]; a.flat(Infinity)", null)]
    [InlineData("let a = []; for (let i = 0; i < 300000; i++) a = [a]; String(a)", null)]
    [InlineData("JSON.parse('['.repeat(1e6))", "Max. depth level of JSON reached")]
    [InlineData("[1].map(function f() { return [1].map(f) })", null)]
    [InlineData("'x'.replace(/x/, function f() { return 'x'.replace(/x/, f) })", null)]
    public void Deep_nesting_is_stopped(string script, string? expected) => Refused(script, expected);

    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Deep_texts_are_refused(char open, char close) =>
        Refused(new string(open, 20_000) + "1" + new string(close, 20_000), Deep);

    [Theory]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')", Regex)]
    [InlineData("new RegExp('(x+x+)+y').exec('x'.repeat(50))", Regex)]
    [InlineData("'a'.repeat(1e6).match(/(a*)*b/)", Regex)]
    [InlineData("'a'.repeat(40).replace(/^(a|a?)+$/g, 'b') + 'a'.repeat(40).split(/(a|a?)+$b/)", null)]
    public void Regular_expressions_are_stopped(string script, string? expected) => Refused(script, expected);

    [Theory]
    [InlineData("sql('DELETE FROM connections')", "DELETE")]
    [InlineData("sql(\"ATTACH '/etc/passwd' AS x\")", "ATTACH")]
    [InlineData("sql(\"SELECT load_extension('/tmp/x')\")", "load_extension")]
    [InlineData("sql(\"SELECT readfile('/etc/passwd')\")", "readfile")]
    [InlineData("sql('PRAGMA query_only = OFF')", "query_only")]
    [InlineData("sql('SELECT 1; SELECT 2')", "More than one statement")]
    [InlineData("sql({toString() { return 'SELECT 1' }})", "sql() takes a text")]
    [InlineData("sql(['SELECT 1'])", "sql() takes a text")]
    [InlineData("sql(new String('SELECT 1'))", "sql() takes a text")]
    [InlineData("sql('SELECT $a', {a: {toString() { for (;;); }}})", "neither a number nor a text")]
    [InlineData("sql('SELECT $a', {a: {valueOf() { for (;;); }}})", "neither a number nor a text")]
    [InlineData("sql('SELECT $a', {a: {[Symbol.toPrimitive]() { for (;;); }}})", "neither a number nor a text")]
    [InlineData("sql('SELECT $a', {get a() { for (;;); }})", "neither a number nor a text")]
    [InlineData("sql('SELECT $a', {a: Symbol('x')})", "neither a number nor a text")]
    [InlineData("sql('SELECT $a', 'x')", "are not an object")]
    [InlineData("sql('SELECT $a', Object.create({a: 1}))", "has no value")]
    [InlineData("table('pragma_database_list')", "no table or view")]
    [InlineData("table('sqlite_master')", "no table or view")]
    [InlineData("table({toString() { for (;;); }})", "table() takes a text")]
    public void The_functions_take_plain_values_only(string script, string expected) => Refused(script, expected);

    [Fact]
    public void What_a_script_changes_is_gone_for_the_next()
    {
        _bench.Run("Object.prototype.polluted = 1; Array.prototype.map = () => 'mine'; globalThis.kept = 1; print.extra = 2; parameters.zone = 'x'; Symbol.for('k').description");

        Assert.Equal("undefined undefined undefined 2", _bench.Printed("print(({}).polluted, typeof kept, print.extra, [1].map(x => x + 1)[0])"));
        Assert.Equal([["a", 1L]], _bench.Table("Object.prototype.evil = 'x'; Object.defineProperty(Array.prototype, 0, {get() { return 'x' }}); [{k: 'a', n: 1}]").Rows);
    }

    [Fact]
    public void Members_computed_by_functions_are_not_asked_for()
    {
        Assert.Equal([[1L, null]], _bench.Table("[{a: 1, get b() { for (;;); }}]").Rows);
        Assert.Equal("{a: undefined}", _bench.Printed("print({get a() { for (;;); }, [Symbol.iterator]: 1})"));
        Assert.Equal("{}", _bench.Printed("print({toString() { for (;;); }}.missing ?? {})"));
        Assert.Equal([[1L], [null]], _bench.Table("const a = [1, 2]; Object.defineProperty(a, 1, {get() { for (;;); }}); a").Rows);
    }

    [Fact]
    public void A_stack_tells_nothing_of_the_machine()
    {
        var stack = _bench.Printed("function f() { return new Error('x').stack } print(f()); try { sql('nonsense') } catch (e) { print(e.stack, Object.getOwnPropertyNames(e).join()) }");

        Assert.DoesNotContain("/", stack, StringComparison.Ordinal);
        Assert.DoesNotContain("Dionaea", stack, StringComparison.Ordinal);
        Assert.Contains("cell:", stack, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_listed_names_are_there()
    {
        var names = _bench.Printed("print(Object.getOwnPropertyNames(globalThis).sort().join(' '))");

        Assert.Equal(
            "AggregateError Array AsyncDisposableStack AsyncIterator Boolean Date DisposableStack Error EvalError Function Generator Infinity Iterator JSON Map "
            + "Math NaN Number Object Promise RangeError ReferenceError Reflect RegExp Set String SuppressedError Symbol SyntaxError TypeError "
            + "URIError WeakMap WeakSet chart decodeURI decodeURIComponent encodeURI encodeURIComponent escape globalThis isFinite isNaN "
            + "parameters parseFloat parseInt print sql table toString undefined unescape",
            names);
    }

    [Fact]
    public void Printing_is_cut_and_says_so()
    {
        var printed = _bench.Run("for (let i = 0; i < 20000; i++) print(i)").Outputs.OfType<PrintedOutput>().ToList();
        Assert.Equal(10_001, printed.Count);
        Assert.Contains("left out", printed[^1].Text, StringComparison.Ordinal);

        var length = _bench.Run("for (let i = 0; i < 20; i++) print('x'.repeat(1e6))").Outputs.OfType<PrintedOutput>().Sum(p => p.Text.Length);
        Assert.InRange(length, 1_000_000, 1_000_200);
    }

    [Theory]
    [InlineData("for (;;);")]
    [InlineData("print('ready'); for (;;) 'x'.repeat(1e6).replace(/x/g, 'yy').split('y').join('z')")]
    [InlineData("sql('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n')")]
    public void Cancelling_stops_a_script(string script)
    {
        using var bench = new ScriptBench(seconds: 60, megabytes: 4000);
        using var cancellation = new CancellationTokenSource(300);

        Assert.Throws<OperationCanceledException>(() => bench.Executor.Run("#!script\n" + script, cancellation.Token));

        Assert.Equal("1", bench.Printed("1"));
    }

    [Fact]
    public void Other_folders_know_nothing_of_the_engine()
    {
        var naming = Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f) is var text && (text.Contains("using Jint", StringComparison.Ordinal) || text.Contains("using Acornima", StringComparison.Ordinal)))
            .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!)).Distinct();

        Assert.Equal(["Scripts"], naming);
    }

    private void Refused(string script, string? expected, ScriptBench? bench = null)
    {
        var mistake = (bench ?? _bench).Mistake(script);

        Assert.Contains(expected ?? "", mistake.Message, StringComparison.Ordinal);
        Assert.NotEqual("The script failed inside the JavaScript engine.", mistake.Message);
        Assert.DoesNotContain("   at ", mistake.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", mistake.Text, StringComparison.Ordinal);
        Assert.Equal("still here", _bench.Printed("'still ' + sql(\"SELECT 'here' AS a\")[0].a"));
    }

    /// <summary>The database that all attempts are made on, so that each also shows that the one before left it whole.</summary>
    public sealed class Bench : IDisposable
    {
        internal ScriptBench Short { get; } = new(seconds: 0.3, megabytes: 100);

        internal ScriptBench Narrow { get; } = new(seconds: 20, megabytes: 30);

        public void Dispose()
        {
            Short.Dispose();
            Narrow.Dispose();
        }
    }
}
