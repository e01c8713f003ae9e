using Xunit;

namespace Dionaea.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("", "report,run,kernel,query,queries,tree,describe,export,ingest,collect,sample,completion")]
    [InlineData("que", "query,queries")]
    [InlineData("complet", "completion")]
    [InlineData("query top-p", "top-passwords,top-ports,top-ports-over-time")]
    [InlineData("queries nepst", "nepstats")]
    [InlineData("query top-ports ", "")]
    [InlineData("query top-ports dio", "")]
    [InlineData("query top-ports x.sqlite --form", "--format")]
    [InlineData("query top-ports x.sqlite --format c", "csv")]
    [InlineData("query top-ports x.sqlite --format = c", "csv")]
    [InlineData("query top-ports x.sqlite --format =", "csv,html,json,md,table,text")]
    [InlineData("query -f json top-po", "top-ports,top-ports-over-time")]
    [InlineData("query top-ports x.sqlite -p ", "from=,limit=,to=")]
    [InlineData("query top-ports x.sqlite -p li", "limit=")]
    [InlineData("query no-such x.sqlite -p ", "")]
    [InlineData("describe x.sqlite --zone Europe/Vi", "Europe/Vienna,Europe/Vilnius")]
    [InlineData("describe x.sqlite -f ", "text,json")]
    [InlineData("report -n 01", "01-overview")]
    [InlineData("run 01", "01-overview")]
    [InlineData("report --", "--conf,--export,--help,--notebook,--open,--output,--param")]
    [InlineData("--v", "--version")]
    [InlineData("completion ", "bash")]
    [InlineData("nonsense ", "")]
    public void Candidates_are_what_may_stand_next(string line, string expected)
    {
        var run = CommandRun.InProcess(["complete", "--", .. line.Split(' ')]);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(
            expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Script_completes_in_bash()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("dionaea.sqlite"), "");

        var answers = WorkbenchProcess.Bash(
            folder.Path,
            """
            source <(workbench completion bash)
            try() {
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                _workbench "$1" "${COMP_WORDS[COMP_CWORD]}" "" 2>/dev/null
                echo "${COMPREPLY[*]}"
            }
            try workbench que
            try workbench query top-port
            try workbench query top-ports dionaea.sqlite --format = m
            try workbench query top-ports dio
            complete -p workbench
            """);

        Assert.Equal(
            "query queries\ntop-ports top-ports-over-time\nmd\n\ncomplete -o bashdefault -o default -F _workbench workbench\n",
            answers.Out);
    }

    [Fact]
    public void Keys_pressed_in_an_interactive_bash_complete_verbs_queries_files_and_formats()
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Skip("There is no /usr/bin/script (Debian's package 'bsdutils') to give bash a terminal.");
        using var folder = new TemporaryFolder();
        Analysis.SampleDatabase.Write(folder.PathTo("copied.sqlite"), new Analysis.SampleOptions(200, 2, 1));
        File.WriteAllText(folder.PathTo("rc"), "source <(workbench completion bash)\n");
        File.WriteAllText(folder.PathTo("keys"), "workb\tquery top-ports-\tcop\t--form\tcs\t> answer\ntouch done\nexit\n");

        // The terminal stays open until bash has done what was typed.
        WorkbenchProcess.Bash(
            folder.Path,
            "(cat keys; for i in {1..300}; do [ -e done ] && break; sleep 0.2; done) | TERM=dumb script -qec 'bash --noprofile --rcfile rc -i' /dev/null");

        var expected = CommandRun.InProcess("query", "top-ports-over-time", folder.PathTo("copied.sqlite"), "-f", "csv").Out;
        Assert.Equal(expected, File.ReadAllText(folder.PathTo("answer")));
    }
}
