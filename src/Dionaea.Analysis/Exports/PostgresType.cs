namespace Dionaea.Analysis;

/// <summary>The PostgreSQL types that stored columns are given.</summary>
internal enum PostgresType
{
    /// <summary><c>bigint</c>.</summary>
    Bigint,

    /// <summary><c>double precision</c>.</summary>
    Real,

    /// <summary><c>timestamptz</c>, of Unix seconds.</summary>
    Timestamp,

    /// <summary><c>text</c>.</summary>
    Text,
}
