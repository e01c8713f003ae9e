using Dionaea.Kernel;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Lists installed kernels for a terminal.</summary>
internal static class KernelList
{
    /// <summary>Writes a line for each kernel, and what is wrong with it below.</summary>
    public static void Write(IEnumerable<Kernelspec> kernels, TextWriter writer)
    {
        var list = kernels.ToList();
        if (list.Count == 0)
            writer.WriteLine("The workbench's kernel is not installed. Install it with: workbench kernel install");
        var width = list.Select(k => k.Name.Length).DefaultIfEmpty().Max();
        foreach (var kernel in list)
        {
            writer.WriteLine(Escape.Terminal($"{kernel.Name.PadRight(width)}  {kernel.Version}  {kernel.Folder}"));
            if (kernel.Missing is { Count: > 0 } missing)
                writer.WriteLine(Escape.Terminal($"  stale: '{missing[0]}' is gone. Install it again: workbench kernel install"));
            else if (kernel.Version != Product.Version)
                writer.WriteLine(Escape.Terminal($"  of another version than this command ({Product.Version}); it starts '{kernel.Command[0]}'."));
        }
    }
}
