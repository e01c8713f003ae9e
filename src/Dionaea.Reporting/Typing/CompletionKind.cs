namespace Dionaea.Reporting;

/// <summary>What a completion stands for; the order is the one in which kinds are offered.</summary>
public enum CompletionKind
{
    /// <summary>A directive with its <c>#!</c>.</summary>
    Directive,

    /// <summary>A query of the catalogue, or one of its topics.</summary>
    Query,

    /// <summary>An option of a directive, with its dashes.</summary>
    Option,

    /// <summary>A value of an option or a directive: a default, a chart kind, a format, a time zone.</summary>
    Value,

    /// <summary>A file or, with a separator at its end, a folder.</summary>
    Path,

    /// <summary>A column of a table in scope, or of the result.</summary>
    Column,

    /// <summary>A table in scope as what stands before a column, with its point.</summary>
    Qualifier,

    /// <summary>An analysis view, or another view.</summary>
    View,

    /// <summary>A stored table, a kept result or a common table expression.</summary>
    Table,

    /// <summary>A value that was set, with its <c>$</c>.</summary>
    Variable,

    /// <summary>A function, of SQL or of scripts.</summary>
    Function,

    /// <summary>A keyword of SQL.</summary>
    Keyword,
}
