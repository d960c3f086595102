using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Shouldly;
using Xunit;

namespace Acme.Loyalty.Tests;

public sealed class Points_are_given_once
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_gets_points_and_the_workflow_the_balance()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var result = await GiveAsync(stage);

        result.Failure.ShouldBeNull();
        result.Outcomes.ShouldBe(["Done"]);
        result.Output<int>("Balance").ShouldBe(70);
        var given = stage.Program.Awards.ShouldHaveSingleItem();
        (given.Member, given.Points, given.Campaign).ShouldBe(("M-1001", 50, "WELCOME"));
        given.Reference.ShouldMatch("^[0-9a-f]{40}$");
        result.Output<Award>("Result").ShouldBe(new Award(given.Id, given.Reference, "M-1001", 50, 70));
    }

    // <test>
    [Theory]
    [InlineData(nameof(TwinFault.LostBefore))]
    [InlineData(nameof(TwinFault.LostAfter))]
    [InlineData(nameof(TwinFault.ErrorAfter))]
    [InlineData(nameof(TwinFault.Busy))]
    public async Task Whatever_happens_on_the_way_the_points_are_given_once(string fault)
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);
        stage.Program.Plan(Enum.Parse<TwinFault>(fault));

        var result = await GiveAsync(stage);

        result.Failure.ShouldBeNull();
        result.Outcomes.ShouldBe(["Done"]);
        result.Output<int>("Balance").ShouldBe(70);
        stage.Program.Awards.Count.ShouldBe(1);
    }
    // </test>

    [Fact]
    public async Task Two_runs_give_twice()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        await GiveAsync(stage);
        await GiveAsync(stage);

        stage.Program.Awards.Select(award => award.Balance).ShouldBe([70, 120]);
        stage.Program.Awards.Select(award => award.Reference).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_no_member_is_an_outcome_and_no_failure()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var result = await GiveAsync(stage, member: "M-9");

        result.Outcomes.ShouldBe(["Not a member"]);
        stage.Program.Awards.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_points_are_not_given()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var result = await GiveAsync(stage, points: 0);

        result.FailureKind.ShouldBe(FailureKind.InvalidData);
        result.Failure.ShouldBe("The input 'Points' is 0. Give a whole number above zero.");
        stage.Program.Awards.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_again_and_is_not_shown()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);
        await stage.Harness.ConnectAsync("wrong", "acme.loyalty", new { address = stage.Program.Address, apiKey = "not-the-key", allowPrivateAddresses = true }, Token);

        var result = await GiveAsync(stage, connection: "wrong");

        result.FailureKind.ShouldBe(FailureKind.Unauthorized);
        result.Failure.ShouldBe("The loyalty program answered 401. Check the API key of the connection.");
        System.Text.Encoding.UTF8.GetString(result.Run.Executions[^1].Details!.Value.Span).ShouldNotContain("not-the-key");
    }

    private static Task<ActivityResult> GiveAsync(LoyaltyStage stage, string member = "M-1001", int points = 50, string connection = "acme") =>
        stage.Harness.RunActivityAsync("Acme.Loyalty.GivePoints", new { connection, memberNumber = member, points, campaign = "WELCOME" }, Token);
}
