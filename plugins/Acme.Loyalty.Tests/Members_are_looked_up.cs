using Shouldly;
using Xunit;

namespace Acme.Loyalty.Tests;

public sealed class Members_are_looked_up
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_is_found_by_the_address()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var result = await stage.Harness.RunActivityAsync("Acme.Loyalty.LookUpMember", new { connection = "acme", email = "ada@shop.example" }, Token);

        result.Outcomes.ShouldBe(["Found"]);
        result.Output<Member>("Result").ShouldBe(new Member { Number = "M-1001", Name = "Ada Hill", Email = "ada@shop.example", Points = 20 });
    }

    [Fact]
    public async Task Who_is_not_there_is_an_outcome_and_no_failure()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);

        var result = await stage.Harness.RunActivityAsync("Acme.Loyalty.LookUpMember", new { connection = "acme", email = "nobody+else@shop.example" }, Token);

        result.Failure.ShouldBeNull();
        result.Outcomes.ShouldBe(["Not found"]);
        result.Output<Member>("Result").ShouldBeNull();
    }
}
