using System.Text.Unicode;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// A stored column and the type it gets: the one it is declared with, unless a value does not fit, as SQLite takes any
/// value in any column.
/// </summary>
/// <param name="name">The column's name.</param>
/// <param name="declared">The type that its values should have.</param>
internal sealed class PostgresColumn(string name, PostgresType declared)
{
    // What both a DateTime and PostgreSQL can tell: the years 1 to 9999.
    private const double FirstSecond = -62_135_596_800;
    private const double EndSecond = 253_402_300_800;

    /// <summary>The column's name.</summary>
    public string Name { get; } = name;

    /// <summary>The type that all values looked at so far have.</summary>
    public PostgresType Type { get; private set; } = declared;

    /// <summary>Whether its type is another than the declared one.</summary>
    public bool IsWidened => Type != Declared;

    private PostgresType Declared { get; } = declared;

    /// <summary>
    /// Whether values are not text as PostgreSQL knows it (valid UTF-8 without NUL): these are in a column of bytes
    /// beside it.
    /// </summary>
    public bool HasBytes { get; private set; }

    /// <summary>Takes a value into account.</summary>
    public void Look(sqlite3_stmt row, int index)
    {
        switch (raw.sqlite3_column_type(row, index))
        {
            case raw.SQLITE_INTEGER:
                LookAtNumber(raw.sqlite3_column_int64(row, index), Type);
                break;
            case raw.SQLITE_FLOAT:
                LookAtNumber(raw.sqlite3_column_double(row, index), PostgresType.Real);
                break;
            case raw.SQLITE_TEXT or raw.SQLITE_BLOB:
                Type = PostgresType.Text;
                HasBytes |= !IsText(raw.sqlite3_column_blob(row, index));
                break;
        }
    }

    /// <summary>Whether bytes are text as PostgreSQL knows it.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && bytes.IndexOf((byte)0) < 0;

    private void LookAtNumber(double value, PostgresType otherwise)
    {
        if (Type == PostgresType.Text)
            return;
        Type = Type == PostgresType.Timestamp
            ? value is >= FirstSecond and < EndSecond ? PostgresType.Timestamp : PostgresType.Real
            : Type == PostgresType.Real ? PostgresType.Real : otherwise;
    }
}
