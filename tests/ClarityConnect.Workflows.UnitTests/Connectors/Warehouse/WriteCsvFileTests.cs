using ClarityConnect.Workflows.Connectors.Warehouse.Files;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Warehouse;

public sealed class WriteCsvFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Rows_become_lines_and_a_second_run_replaces_the_file()
    {
        object[] rows = [new { day = "2026-03-02", store = "High \"Street\", Leeds", net = 1234.50m, note = "=1+1" }, new { day = "2026-03-02", store = "Mall", net = -12.00m, note = "-7" }];

        await WriteAsync("sales.csv", [new { day = "2026-03-01" }]);
        (await WriteAsync("sales.csv", rows)).ShouldBe(2);

        Read("sales.csv").ShouldBe("day,store,net,note\r\n2026-03-02,\"High \"\"Street\"\", Leeds\",1234.50,'=1+1\r\n2026-03-02,Mall,-12.00,-7\r\n");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Columns_are_chosen_and_missing_values_are_empty()
    {
        await WriteAsync("sales.csv", [new { day = "2026-03-02", net = 1.5m, gross = 2m }, new { day = "2026-03-03", gross = 3m }], ["net", "day"], ";");

        Read("sales.csv").ShouldBe("net;day\r\n1.5;2026-03-02\r\n;2026-03-03\r\n");
    }

    [Theory]
    [InlineData("../sales.csv")]
    [InlineData("..")]
    [InlineData("in\\sales.csv")]
    [InlineData("/etc/sales.csv")]
    [InlineData("sales\n.csv")]
    public async Task A_name_cannot_lead_out_of_the_folder(string name) =>
        (await Should.ThrowAsync<ActivityException>(() => WriteAsync(name, [new { a = 1 }]))).Kind.ShouldBe(FailureKind.InvalidData);

    [Fact]
    public async Task What_is_wrong_with_the_folder_is_said()
    {
        var missing = new FolderConnection { Folder = Path.Combine(folder.Path, "none") };

        (await Should.ThrowAsync<ActivityException>(() => missing.TestAsync(missing.CreateClient(Context()), Token))).Message.ShouldContain("There is no folder");
        Should.Throw<ActivityException>(() => new FolderConnection { Folder = "relative/path" }.CreateClient(Context())).Kind.ShouldBe(FailureKind.Misconfigured);
        var there = new FolderConnection { Folder = folder.Path };
        (await there.TestAsync(there.CreateClient(Context()), Token)).Succeeded.ShouldBeTrue();
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    private async Task<int> WriteAsync(string name, object[] rows, string[]? columns = null, string separator = ",")
    {
        var activity = new WriteCsvFile();
        var run = await new ActivityRun(activity, Token)
            .Connected(activity.Connection, new FolderConnection { Folder = folder.Path }.CreateClient(Context()))
            .With(activity.FileName, name).With(activity.Rows, rows).With(activity.Columns, columns ?? []).With(activity.Separator, separator)
            .RunAsync();
        return run.Output(activity.Result);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(folder.Path, name));

    private static ConnectionContext Context() => new("folder", new HttpClient(), TimeProvider.System, NullLogger.Instance);
}
