using System.Text;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Takes rows from a running statement until a limit is reached.</summary>
/// <param name="statement">The statement.</param>
/// <param name="columnCount">How many columns it has.</param>
/// <param name="limits">What may be taken.</param>
/// <param name="progress">Told how many rows were taken; may be null.</param>
internal sealed class RowReader(sqlite3_stmt statement, int columnCount, Limits limits, IProgress<int>? progress)
{
    private readonly List<object?[]> _rows = [];
    private long _bytes;
    private int _cutValues;
    private string? _cut;

    /// <summary>Takes the current row. False when it does not fit any more and the table ends before it.</summary>
    public bool Take()
    {
        if (_rows.Count >= limits.Rows)
        {
            _cut = FormattableString.Invariant($"cut at {limits.Rows:N0} rows");
            return false;
        }

        var row = new object?[columnCount];
        for (var i = 0; i < columnCount; i++)
            row[i] = Value(i);
        _bytes += 48 + (columnCount * 24);
        if (_bytes > limits.Memory)
        {
            _cut = FormattableString.Invariant($"cut after {_rows.Count:N0} rows, at {limits.Memory >> 20:N0} MB");
            return false;
        }

        _rows.Add(row);
        progress?.Report(_rows.Count);
        return true;
    }

    /// <summary>The table of the rows taken.</summary>
    public Table ToTable(IReadOnlyList<Column> columns)
    {
        var values = _cutValues == 0
            ? null
            : FormattableString.Invariant($"{_cutValues:N0} long {(_cutValues == 1 ? "value" : "values")} cut at {limits.TextLength:N0} bytes");
        return new Table(columns, _rows, _cut is null ? values : values is null ? _cut : $"{_cut}, {values}");
    }

    private object? Value(int column)
    {
        switch (raw.sqlite3_column_type(statement, column))
        {
            case raw.SQLITE_INTEGER:
                return raw.sqlite3_column_int64(statement, column);
            case raw.SQLITE_FLOAT:
                return raw.sqlite3_column_double(statement, column);
            case raw.SQLITE_TEXT:
                return Encoding.UTF8.GetString(Bytes(column));
            case raw.SQLITE_BLOB:
                return Bytes(column).ToArray();
            default:
                return null;
        }
    }

    private ReadOnlySpan<byte> Bytes(int column)
    {
        var bytes = raw.sqlite3_column_blob(statement, column);
        if (bytes.Length > limits.TextLength)
        {
            _cutValues++;
            bytes = bytes[..Boundary(bytes, limits.TextLength)];
        }

        _bytes += bytes.Length * 2;
        return bytes;
    }

    // Not in the middle of a UTF-8 sequence.
    private static int Boundary(ReadOnlySpan<byte> bytes, int at)
    {
        var end = at;
        while (end > at - 4 && end > 0 && (bytes[end] & 0xC0) == 0x80)
            end--;
        return end;
    }
}
