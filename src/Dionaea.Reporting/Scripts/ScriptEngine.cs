using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Dionaea.Reporting;

/// <summary>Makes JavaScript engines that know nothing of files, the network, .NET, the clock, or the machine.</summary>
internal static class ScriptEngine
{
    /// <summary>The most calls that are open at a time.</summary>
    public const int MostCalls = 200;

    /// <summary>The most elements of an array that is made at once.</summary>
    public const int LargestArray = 5_000_000;

    /// <summary>The longest that one regular expression may take.</summary>
    public static readonly TimeSpan RegexTime = TimeSpan.FromSeconds(1);

    // Buffers escape the limits and can block a thread; products of large BigInts take minutes; realms bring back what is removed; weak references and
    // finalizers show the garbage collector; Temporal and Intl show the machine's zones and languages; a proxy is
    // of no use for tables.
    private static readonly string[] Removed =
    [
        "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "TypedArray", "Int8Array", "Uint8Array", "Uint8ClampedArray",
        "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array",
        "BigUint64Array", "BigInt", "ShadowRealm", "WeakRef", "FinalizationRegistry", "Temporal", "Intl", "Proxy", "eval",
    ];

    /// <summary>Makes an engine.</summary>
    /// <param name="now">What the script takes for the current time, Unix seconds; asked only when it asks.</param>
    /// <param name="memory">The bytes that it may allocate in all, garbage included.</param>
    /// <param name="stop">Looked at before each statement.</param>
    public static Engine Create(Func<double> now, long memory, CancellationToken stop)
    {
        var engine = new Engine(options =>
        {
            options.Strict().DisableStringCompilation().CancellationToken(stop).LimitRecursion(MostCalls).RegexTimeoutInterval(RegexTime).LimitMemory(memory)
                .Culture(CultureInfo.InvariantCulture).LocalTimeZone(TimeZoneInfo.Utc);
            options.Constraints.MaxArraySize = LargestArray;
            options.Constraints.StackOverflowGuard = true;
            options.Interop.Enabled = false;
            options.TimeSystem = new Clock(now);
        });
        foreach (var name in Removed)
            engine.Global.Delete(name);
        new ScriptLibrary(engine, stop).Install();

        // The same numbers in every run, so that a notebook gives the same report again.
        var random = new Random(1);
        engine.Global.Get("Math").AsObject().FastSetDataProperty(
            "random", new ClrFunction(engine, "random", (_, _) => JsNumber.Create(random.NextDouble())));
        return engine;
    }

    private sealed class Clock(Func<double> now) : DefaultTimeSystem(TimeZoneInfo.Utc, CultureInfo.InvariantCulture)
    {
        private const double LastSecond = 253402300799;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(now(), 0, LastSecond));
    }
}
