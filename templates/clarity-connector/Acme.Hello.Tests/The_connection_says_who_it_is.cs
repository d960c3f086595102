namespace Acme.Hello.Tests;

public sealed class The_connection_says_who_it_is
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_test_names_the_account_and_the_permission_that_it_lacks()
    {
        await using var stage = await ServiceStage.OpenAsync(Token);

        var good = await stage.Harness.TestConnectionAsync("service", Token);
        stage.Service.Allow();
        var bad = await stage.Harness.TestConnectionAsync("service", Token);

        Assert.Equal((true, "The key belongs to Acme Stores and may do what is needed."), (good.Succeeded, good.Message));
        Assert.Equal(
            (false, "The key belongs to Acme Stores, but lacks the permission items:write. Allow it in the service under Settings, API keys."),
            (bad.Succeeded, bad.Message));
    }

    [Fact]
    public async Task The_drop_down_shows_the_lists()
    {
        await using var stage = await ServiceStage.OpenAsync(Token);

        var lists = await stage.Harness.ListChoicesAsync("Acme.Hello.AddItem", "List", new { connection = "service" }, Token);

        Assert.Null(lists.Problem);
        Assert.Equal(["todo: To do", "later: Later"], lists.Items.Select(choice => $"{choice.Value}: {choice.Text}"));
    }
}
