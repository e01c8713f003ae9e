using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Kernel;

/// <summary>
/// The file in which a front end tells a kernel where to listen and how to sign
/// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files).
/// </summary>
/// <param name="Ip">The address to listen at.</param>
/// <param name="Ports">The TCP port of each channel.</param>
/// <param name="Key">The key of the signatures; empty when messages are not signed.</param>
public sealed record ConnectionFile(string Ip, ChannelPorts Ports, string Key)
{
    private const string Remedy = "A front end writes it and names it to 'workbench kernel run'.";

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="WorkbenchException">It can't be read, is none, or asks for what this kernel doesn't know.</exception>
    public static ConnectionFile Load(string path)
    {
        var shown = Suggestion.Excerpt(path);
        try
        {
            return Parse(File.ReadAllText(path), shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw WorkbenchException.Input($"The connection file '{shown}' can't be read.", Remedy, e);
        }
    }

    /// <summary>Reads the text of a connection file.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="WorkbenchException">It is none, or asks for what this kernel doesn't know.</exception>
    public static ConnectionFile Parse(string text, string name)
    {
        if (MessageJson.Read(Encoding.UTF8.GetBytes(text)) is not { } json)
            throw WorkbenchException.Input($"The connection file '{name}' is not a JSON object.", Remedy);
        var transport = json.Text("transport") ?? "tcp";
        if (transport != "tcp")
            throw WorkbenchException.Input($"The connection file '{name}' asks for the transport '{Suggestion.Excerpt(transport)}'.", "This kernel listens on 'tcp' only.");
        var scheme = json.Text("signature_scheme") ?? "hmac-sha256";
        var key = json.Text("key") ?? "";
        if (key.Length > 0 && scheme != "hmac-sha256")
            throw WorkbenchException.Input($"The connection file '{name}' asks for the signatures '{Suggestion.Excerpt(scheme)}'.", "This kernel signs with 'hmac-sha256' only.");

        int Port(string member) => json.Number(member) is { } port and > 0 and <= 65535
            ? (int)port
            : throw WorkbenchException.Input($"The connection file '{name}' has no port called '{member}'.", Remedy);
        return new ConnectionFile(
            json.Text("ip") ?? "127.0.0.1", new ChannelPorts(Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port")), key);
    }
}

/// <summary>The TCP ports of a kernel's channels.</summary>
/// <param name="Shell">Requests.</param>
/// <param name="Control">Requests that must not wait behind a cell.</param>
/// <param name="Stdin">Questions to the user.</param>
/// <param name="Iopub">What all front ends see.</param>
/// <param name="Heartbeat">Whether the kernel is alive.</param>
public sealed record ChannelPorts(int Shell, int Control, int Stdin, int Iopub, int Heartbeat);
