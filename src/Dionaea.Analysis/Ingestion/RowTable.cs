namespace Dionaea.Analysis;

/// <summary>
/// A table that a log may tell rows of: those that incidents fill. Its first column is the row's number, the
/// second, unless it has no parent, the number of the row that it belongs to.
/// </summary>
internal sealed class RowTable
{
    private static readonly string[] Roots = ["connections", "virustotals"];
    private static readonly string[] Lookups = ["dcerpcservices", "dcerpcserviceops", "mysql_command_ops", "emu_services_old"];

    private RowTable(string name, IReadOnlyList<string> columns, int index)
    {
        Name = name;
        Columns = columns;
        Index = index;
    }

    /// <summary>All of them; parents stand before their children.</summary>
    public static IReadOnlyList<RowTable> All { get; } = Read();

    /// <summary>The table of connections.</summary>
    public static RowTable Connections { get; } = Find("connections");

    /// <summary>The table of logins.</summary>
    public static RowTable Logins { get; } = Find("logins");

    /// <summary>The table of operating systems.</summary>
    public static RowTable P0fs { get; } = Find("p0fs");

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Its place among all of them.</summary>
    public int Index { get; }

    /// <summary>The table that the second column refers to; null when it refers to none.</summary>
    public RowTable? Parent { get; private set; }

    /// <summary>
    /// What tells the rows of one connection apart that are equal by themselves, as an expression over <c>{0}</c>, the
    /// row: the arguments of a MySQL command; else null.
    /// </summary>
    public string? Details => Name == "mysql_commands"
        ? "(SELECT coalesce(group_concat(CAST(mysql_command_arg_data AS TEXT), char(31)), '') FROM (SELECT mysql_command_arg_data FROM mysql_command_args WHERE mysql_command = {0}.mysql_command ORDER BY mysql_command_arg_index))"
        : null;

    /// <summary>The first column.</summary>
    public string Key => Columns[0];

    /// <summary>The table of that name.</summary>
    public static RowTable Find(string name) => All.First(table => table.Name == name);

    private static List<RowTable> Read()
    {
        var tables = KnownTables.Columns.Where(table => !Lookups.Contains(table.Key))
            .Select((table, i) => new RowTable(table.Key, table.Value, i)).ToList();
        foreach (var table in tables.Where(table => !Roots.Contains(table.Name)))
            table.Parent = tables.First(parent => parent.Key == table.Columns[1]);
        return tables;
    }
}

/// <summary>What became of a row that a log told of.</summary>
internal enum RowOutcome
{
    /// <summary>It is there now.</summary>
    Stored,

    /// <summary>It was there already, from another log of the same sensor.</summary>
    Recognised,

    /// <summary>The same log told of it before.</summary>
    Repeated,

    /// <summary>It could not be stored.</summary>
    Rejected,
}
