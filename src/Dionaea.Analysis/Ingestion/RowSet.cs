namespace Dionaea.Analysis;

/// <summary>A set of row numbers; a bit each, as they mostly follow one another.</summary>
internal sealed class RowSet
{
    private readonly Dictionary<long, ulong> _words = [];

    /// <summary>Adds a row.</summary>
    public void Add(long row)
    {
        ref var word = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_words, row >> 6, out _);
        word |= 1UL << (int)(row & 63);
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(long row)
    {
        if (_words.TryGetValue(row >> 6, out var word))
            _words[row >> 6] = word & ~(1UL << (int)(row & 63));
    }

    /// <summary>Whether a row is in it.</summary>
    public bool Contains(long row) => _words.TryGetValue(row >> 6, out var word) && (word & (1UL << (int)(row & 63))) != 0;
}
