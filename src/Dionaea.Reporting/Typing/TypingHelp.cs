namespace Dionaea.Reporting;

/// <summary>
/// Help while a cell is being typed: what may stand at the cursor, what the thing under it is, and whether the cell
/// can run. It takes any text and any cursor, throws nothing, and reads of the database at most the ends of indexes.
/// May be called while a cell runs.
/// </summary>
/// <param name="workbench">The workbench that the cell will run on.</param>
/// <param name="policy">What the cell may reach.</param>
public sealed class TypingHelp(Workbench workbench, CellPolicy policy)
{
    /// <summary>What may stand where the cursor is.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">The UTF-16 unit that the cursor stands before.</param>
    public Completions Complete(string code, int cursor)
    {
        cursor = Place(code, cursor);
        var cell = TypedCell.Parse(code);
        if (cell.DirectiveAt(cursor) is { } line)
            return new DirectiveCompletion(workbench, policy, cell, line).At(cursor);
        if (cell.IsScript)
            return ScriptCompletion.At(code, cell.BodyStart, cursor);
        if (cursor < cell.BodyStart || SqlCursor.Find(code, cell.BodyStart, cursor) is not { } place)
            return Completions.None(cursor);
        return new SqlCompletion(place, new TypingSchema(workbench), cell.Variables(workbench.Parameters.Keys)).Find();
    }

    /// <summary>What the thing under the cursor is; null when it is nothing known.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">The UTF-16 unit that the cursor stands before.</param>
    /// <param name="detailLevel">0 for the usual, 1 for all there is: a query's or a view's SQL.</param>
    public Inspection? Inspect(string code, int cursor, int detailLevel)
    {
        cursor = Place(code, cursor);
        return new TypingInspection(workbench, policy, TypedCell.Parse(code), cursor, detailLevel > 0).Find()?.ToInspection();
    }

    /// <summary>Whether a cell can run as it stands; needs no database.</summary>
    /// <param name="code">The cell.</param>
    public static Completeness IsComplete(string code) => CellCompleteness.Of(TypedCell.Parse(code));

    // Before the whole of a character, inside the text.
    private static int Place(string code, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        return cursor > 0 && cursor < code.Length && char.IsSurrogatePair(code[cursor - 1], code[cursor]) ? cursor - 1 : cursor;
    }
}
