namespace Dionaea.Kernel;

/// <summary>What an <c>execute_request</c> asks for.</summary>
/// <param name="Message">The request itself.</param>
/// <param name="Code">The cell's text.</param>
/// <param name="IsSilent">Whether nothing is shown and nothing remembered.</param>
/// <param name="IsStored">Whether the cell is counted and remembered.</param>
/// <param name="StopsOnError">Whether a mistake aborts the cells that wait behind it.</param>
/// <param name="AllowsStdin">Whether the front end takes questions to the user.</param>
internal sealed record CellRequest(Message Message, string Code, bool IsSilent, bool IsStored, bool StopsOnError, bool AllowsStdin)
{
    /// <summary>The request in a message; what is missing has the protocol's defaults.</summary>
    public static CellRequest Of(Message message)
    {
        var content = message.Content;
        var silent = content.Flag("silent", false);
        return new CellRequest(
            message,
            content.Text("code") ?? "",
            silent,
            !silent && content.Flag("store_history", true),
            content.Flag("stop_on_error", true),
            content.Flag("allow_stdin", true));
    }

    /// <summary>What the front end calls the cell, or its text where the front end does not say.</summary>
    public string Cell => Message.Metadata.Text("cellId") ?? Code;
}
