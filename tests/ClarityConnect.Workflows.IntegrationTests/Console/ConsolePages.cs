using ClarityConnect.Workflows.Engine.Bookmarks;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>The pages with something to show on each: one host for the tests that change nothing which others read.</summary>
public sealed class ConsolePages : IAsyncLifetime
{
    /// <summary>What somebody who means harm would call a run.</summary>
    public const string HostileName = "<script>alert('run')</script>";

    /// <summary>What somebody who means harm would put into a correlation id.</summary>
    public const string HostileCorrelation = "\"><img src=x onerror=alert(1)>";

    private readonly Dictionary<string, Visitor> visitors = [];

    public ConsoleHost Host { get; private set; } = null!;

    public string Failed { get; private set; } = "";

    public string FailedLetter { get; private set; } = "";

    public string ApprovalId { get; private set; } = "";

    public string TaskId { get; private set; } = "";

    public string ReviewId { get; private set; } = "";

    public string Waiting { get; private set; } = "";

    public string Settled { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Host = await ConsoleHost.StartAsync();
        await Host.PublishAsync(Drawings.Settlement);
        await Host.PublishAsync(Drawings.Posting);
        await Host.PublishAsync(Drawings.Waiting);
        Settled = await Host.RunAsync("heartland-settlement-to-intacct-gl", "Hudson Street, batch 5001", "batch-5001", Drawings.Report("=Hudson <Street>", "100", Today, "2409001", "5001", 1812.40m));
        await Host.RunAsync("heartland-settlement-to-intacct-gl", "Wabash, batch 5002", null, Drawings.Report("Wabash", "200", Today, "2409011", "5002", 100m, isBalanced: false));
        Failed = await Host.RunAsync("posting", HostileName, HostileCorrelation);
        FailedLetter = await LetterOfAsync(Failed);
        Waiting = await Host.RunAsync("waiting", "Order 17");
        await Host.SaveConnectionAsync("ledger", "clerk", "correct horse");
        await Host.Secrets.SaveAsync("shop-token", "Bearer nobody-reads-this", null, "From <the> shop", null, CancellationToken.None);
        await Host.Mappings.SaveAsync("gl-accounts", """{"note": "</textarea><script>alert(2)</script>"}""", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await Host.PublishAsync(Drawings.Approval("[]"));
        await Host.PublishAsync(Drawings.Task);
        await Host.RunAsync("approval", "Refund");
        await Host.RunAsync("task", "Parcel");
        ApprovalId = (await Host.Instances.ListBookmarksAsync(new BookmarkFilter { Name = "ClarityConnect.Approval" }, CancellationToken.None))[0].Bookmark.Key;
        TaskId = (await Host.Instances.ListBookmarksAsync(new BookmarkFilter { Name = "Elsa.RunTask" }, CancellationToken.None))[0].Bookmark.Key;
        await Records.FillAsync(Host);
        ReviewId = (await Host.Reviews.ListAsync(new(), CancellationToken.None))[0].Id;
        foreach (var user in (string[])["viewer", "operator", "designer", "administrator", "nobody"])
            visitors[user] = await Host.SignInAsync(user);
    }

    public static string Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public Visitor As(string user) => visitors[user];

    /// <summary>Puts the ids of this host into a path such as "/runs/{failed}".</summary>
    public string Path(string pattern) => pattern.Replace("{failed}", Failed).Replace("{letter}", FailedLetter).Replace("{waiting}", Waiting).Replace("{settled}", Settled).Replace("{today}", Today).Replace("{approval}", ApprovalId).Replace("{task}", TaskId).Replace("{review}", ReviewId);

    public async Task<string> LetterOfAsync(string instanceId)
    {
        var letters = await Host.Instances.ListDeadLettersAsync(new() { InstanceId = instanceId }, CancellationToken.None);
        return letters.ShouldHaveSingleItem().Id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors.Values)
            visitor.Dispose();
        await Host.DisposeAsync();
    }
}
