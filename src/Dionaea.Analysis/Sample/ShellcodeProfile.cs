using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// What dionaea's emulator reports of shellcode: the calls as JSON, every scalar as text, laid out with the
/// emulator's own uneven spaces. Only the list of calls exists here; there is no code behind it.
/// </summary>
internal sealed class ShellcodeProfile
{
    private readonly StringBuilder _json = new("[");
    private bool _isFollowed;

    /// <summary>Shellcode that offers a shell on a port of the victim.</summary>
    public static string BindShell(int port) => new ShellcodeProfile()
        .Call("GetProcAddress", "0x7c802367", "", "CreateProcessA")
        .Call("LoadLibraryA", "0x71a10000", "ws2_32")
        .Call("WSASocket", "66", "2", "1", "0", "0", "0", "0")
        .Socket("bind", port, "0.0.0.0")
        .Call("listen", "0", "66", "2")
        .Call("accept", "68", "66", "{}", "0")
        .Call("CreateProcess", "-1", "", "cmd", "", "", "1", "0", "", "", "{}", "{}")
        .Call("ExitThread", "0", "0")
        .ToString();

    /// <summary>Shellcode that connects a shell back to the attacker.</summary>
    public static string ConnectBack(string host, int port) => new ShellcodeProfile()
        .Call("LoadLibraryA", "0x71a10000", "ws2_32")
        .Call("WSAStartup", "0", "2")
        .Call("WSASocket", "66", "2", "1", "0", "0", "0", "0")
        .Socket("connect", port, host)
        .Call("CreateProcess", "-1", "", "cmd", "", "", "1", "0", "", "", "{}", "{}")
        .Call("ExitThread", "0", "0")
        .ToString();

    /// <summary>Shellcode that fetches a file and starts it.</summary>
    public static string Download(string url, string file) => new ShellcodeProfile()
        .Call("LoadLibraryA", "0x7df20000", "urlmon")
        .Call("URLDownloadToFile", "0", "", url, file, "0", "0")
        .Call("WinExec", "32", file, "895")
        .Call("Sleep", "0", "-1")
        .ToString();

    /// <summary>Shellcode that runs a command.</summary>
    public static string Execute(string command) => new ShellcodeProfile()
        .Call("LoadLibraryA", "0x7c800000", "kernel32")
        .Call("WinExec", "32", command, "0")
        .Call("ExitProcess", "0", "0")
        .ToString();

    /// <inheritdoc/>
    public override string ToString() => _json + "\n]\n";

    private ShellcodeProfile Call(string name, string result, params string[] arguments)
    {
        Begin(name);
        for (var i = 0; i < arguments.Length; i++)
        {
            _json.Append(i == 0 ? "\n                " : ",\n            ");
            if (arguments[i] is "{}")
                _json.Append("{\n\n            }");
            else
                Quoted(arguments[i]);
        }

        return End(result);
    }

    private ShellcodeProfile Socket(string name, int port, string address)
    {
        Begin(name);
        _json.Append("\n                \"66\",\n            {\n                \"sin_family\": \"2\",\n                \"sin_port\": \"");
        _json.Append(port).Append("\",\n                \"sin_addr\":  {\n                    \"s_addr\" : \"").Append(address);
        _json.Append("\"\n                },\n                \"sin_zero\": \"       \"\n            },\n            \"16\"");
        return End("0");
    }

    private void Begin(string name)
    {
        _json.Append(_isFollowed ? ",\n    {\n" : "\n    {\n").Append("        \"call\": \"").Append(name).Append("\",\n        \"args\" : [ ");
        _isFollowed = true;
    }

    private ShellcodeProfile End(string result)
    {
        _json.Append("\n        ],\n        \"return\" : \"").Append(result).Append("\"\n    }");
        return this;
    }

    private void Quoted(string text)
    {
        _json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\' or '/')
                _json.Append('\\');
            _json.Append(c);
        }

        _json.Append('"');
    }
}
