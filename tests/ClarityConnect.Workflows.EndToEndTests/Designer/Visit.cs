using System.Collections.Concurrent;
using ClarityConnect.Workflows.EndToEndTests.Processes;
using Microsoft.Playwright;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>One person at one browser. Notes whatever went wrong behind the page: errors, refused requests, requests to elsewhere.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly float Patience = (float)ServerProcess.Patience.TotalMilliseconds;
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _problems = new();

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    internal static async Task<Visit> BeginAsync(IBrowserContext context, Uri server)
    {
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.Console += (_, message) => visit.NoteIf(message.Type == "error", $"console: {message.Text}");
        visit.Page.PageError += (_, error) => visit._problems.Enqueue($"page: {error}");
        visit.Page.Response += (_, answer) => visit.NoteIf(answer.Status >= 400, $"{answer.Status} {answer.Request.Method} {answer.Url}");
        visit.Page.Request += (_, request) => visit.NoteIf(
            new Uri(request.Url) is var address && address.Scheme is "http" or "https" or "ws" or "wss" && address.Authority != server.Authority,
            $"elsewhere: {request.Url}");
        return visit;
    }

    /// <summary>Opens a page, signs in on the way, and is back at the page.</summary>
    public async Task SignInAsync(string path, string user, string password)
    {
        await Page.GotoAsync(path);
        await FillSignInAsync(Page, user, password);
        await Page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Fills the sign-in form of a page and sends it.</summary>
    public static async Task FillSignInAsync(IPage page, string user, string password)
    {
        await page.GetByLabel("User name").FillAsync(user);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Waits until Studio's element can be used.</summary>
    public Task ReadyAsync() => Page.Locator("html.designer-ready").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Does something that makes Studio save, and waits for the answer.</summary>
    public async Task<IResponse> SavedAsync(Func<Task> change) => await Page.RunAndWaitForResponseAsync(change, answer => IsSave(answer.Request));

    /// <summary>Does something that makes Studio save, and waits until the save is on its way.</summary>
    public Task<IRequest> SavingAsync(Func<Task> change) => Page.RunAndWaitForRequestAsync(change, IsSave);

    /// <summary>Calls the API as the page's user.</summary>
    public Task<string> CallAsync(string method, string path, string? body = null) => Page.EvaluateAsync<string>(
        """
        async ([method, path, body]) => {
          const answer = await fetch(path, { method, body: body ?? undefined, headers: body ? { 'content-type': 'application/json' } : {} });
          if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
          return answer.text();
        }
        """,
        new[] { method, path, body });

    /// <summary>Forgets who is signed in, as time does.</summary>
    public Task ForgetSignInAsync() => _context.ClearCookiesAsync();

    /// <summary>Waits until so many requests have not reached the server.</summary>
    public Task FailuresAsync(string path, int count)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = count;
        Page.RequestFailed += (_, request) =>
        {
            if (request.Url.EndsWith(path, StringComparison.Ordinal) && Interlocked.Decrement(ref left) == 0)
                enough.TrySetResult();
        };
        return enough.Task.WaitAsync(ServerProcess.Patience, TestContext.Current.CancellationToken);
    }

    public Task SetOfflineAsync(bool isOffline) => _context.SetOfflineAsync(isOffline);

    /// <summary>Waits for the tab that something opens.</summary>
    public Task<IPage> NewTabAsync(Func<Task> open) => _context.RunAndWaitForPageAsync(open);

    /// <summary>Leaves pictures of the page at the two usual sizes in the test's output, for people to look at.</summary>
    public async Task TakePicturesAsync(string name)
    {
        foreach (var (width, height) in ((int, int)[])[(900, 700), (1400, 900)])
        {
            await Page.SetViewportSizeAsync(width, height);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{width}x{height}.png") });
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static bool IsSave(IRequest request) =>
        request.Method == "POST" && request.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    private void NoteIf(bool isProblem, string problem)
    {
        if (isProblem)
            _problems.Enqueue(problem);
    }
}
