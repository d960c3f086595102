using ClarityConnect.Workflows.Engine.Connections;
using Shouldly;
using Xunit;

namespace Acme.Loyalty.Tests;

public sealed class Connections_say_who_they_are
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_test_names_the_account_and_the_permission_that_it_lacks()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var good = await stage.Harness.TestConnectionAsync("acme", Token);
        stage.Program.Allow("members:read");
        var bad = await stage.Harness.TestConnectionAsync("acme", Token);

        (good.Succeeded, good.Message).ShouldBe((true, "The key belongs to Acme Stores and may do what is needed."));
        (bad.Succeeded, bad.Message).ShouldBe(
            (false, "The key belongs to Acme Stores, but lacks the permission points:write. Allow it in the program under Settings, API keys."));
    }

    [Fact]
    public async Task An_address_that_is_not_encrypted_is_refused()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var refused = await Should.ThrowAsync<ConnectionRefusedException>(
            () => stage.Harness.ConnectAsync("plain", "acme.loyalty", new { address = "http://api.acme.example/", apiKey = "key" }, Token));

        refused.Message.ShouldContain("The address 'http://api.acme.example/' cannot be used. Give one that begins with https://.");
    }

    [Fact]
    public async Task The_drop_down_lists_the_campaigns()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var list = await stage.Harness.ListChoicesAsync("Acme.Loyalty.GivePoints", "Campaign", new { connection = "acme" }, Token);

        list.Problem.ShouldBeNull();
        list.Items.Select(choice => $"{choice.Value}: {choice.Text}").ShouldBe(["SPRING: Spring in the shop", "WELCOME: Welcome"]);
    }
}
