namespace Dionaea.Reporting;

/// <summary>What a piece of SQL is to SQLite's grammar.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>A bare name or a keyword.</summary>
    Word,

    /// <summary>A name in double quotes, backquotes or brackets.</summary>
    Quoted,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A number or a blob.</summary>
    Literal,

    /// <summary>A parameter with <c>$ : @ #</c> or <c>?</c> in front.</summary>
    Variable,

    /// <summary>A comment of either form.</summary>
    Comment,

    /// <summary>A point between names.</summary>
    Dot,

    /// <summary>A comma.</summary>
    Comma,

    /// <summary>A parenthesis that opens.</summary>
    Open,

    /// <summary>A parenthesis that closes.</summary>
    Close,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>An asterisk: all columns, or a product.</summary>
    Star,

    /// <summary>Any other operator.</summary>
    Operator,

    /// <summary>What SQLite refuses wherever it stands.</summary>
    Illegal,
}

/// <summary>A piece of SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit behind its last one.</param>
/// <param name="IsOpen">Whether the end of its text, name or comment is missing.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End, bool IsOpen);
