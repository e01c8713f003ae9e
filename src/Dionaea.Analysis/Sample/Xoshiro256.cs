using System.Numerics;

namespace Dionaea.Analysis;

/// <summary>
/// The pseudo-random generator xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64: the
/// same numbers for the same seed on every machine and runtime, which <see cref="Random"/> does not promise.
/// </summary>
internal sealed class Xoshiro256
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Makes a generator; different <paramref name="seed"/>s give unrelated numbers.</summary>
    public Xoshiro256(ulong seed)
        : this(SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed))
    {
    }

    /// <summary>Makes a generator with a state, which must not be all zero.</summary>
    public Xoshiro256(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 up to, not including, <paramref name="count"/>, which is positive.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>A number from 0 up to, not including, <paramref name="count"/>; small ones are much likelier than large ones.</summary>
    public int Skewed(int count) => Below(Below(count) + 1);

    /// <summary>True <paramref name="percent"/> times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the values, all equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>One of the values; the first are much likelier than the last.</summary>
    public T PickSkewed<T>(IReadOnlyList<T> values) => values[Skewed(values.Count)];

    /// <summary>Text of <paramref name="length"/> characters out of <paramref name="alphabet"/>.</summary>
    public string Letters(int length, string alphabet) =>
        string.Create(length, (Random: this, alphabet), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = state.alphabet[state.Random.Below(state.alphabet.Length)];
        });

    /// <summary>Text of <paramref name="length"/> lower-case hexadecimal digits.</summary>
    public string Hex(int length) => Letters(length, "0123456789abcdef");

    /// <summary>Puts the values into another order, all orders equally likely.</summary>
    public void Shuffle<T>(T[] values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
