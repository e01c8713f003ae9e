using System.Reflection;

namespace Dionaea.Cli;

/// <summary>The command's own version.</summary>
internal static class Product
{
    /// <summary>The version, as <c>--version</c> prints it.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
