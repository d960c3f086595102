using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

public sealed class Real_descriptions_become_connectors
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pets_are_stored_found_and_deleted_by_the_activities_of_the_pet_store()
    {
        await using var stage = await PetStoreAsync();

        var added = await stage.RunAsync("AddPet", new JsonObject { ["nameValue"] = "Rex \"the\" dog", ["photoUrls"] = Texts("https://x.example/1?a=b"), ["tags"] = new JsonArray(new JsonObject { ["id"] = 4, ["name"] = "big" }), ["status"] = "pending" }, Token);
        added.Failure.ShouldBeNull(string.Join('\n', stage.Api.Violations));
        var pet = added.Output<JsonElement>("Result");
        (pet.GetProperty("name").GetString(), pet.GetProperty("status").GetString(), added.Output<int>("StatusCode")).ShouldBe(("Rex \"the\" dog", "pending", 200));
        stage.Api.Calls.Last().Json!.ToJsonString().ShouldBe("""{"name":"Rex \u0022the\u0022 dog","photoUrls":["https://x.example/1?a=b"],"tags":[{"id":4,"name":"big"}],"status":"pending"}""");

        var found = await stage.RunAsync("GetPetById", new JsonObject { ["petId"] = pet.GetProperty("id").GetInt64() }, Token);
        found.Outcomes.ShouldBe(["Done"]);
        found.Output<JsonElement>("Result").GetProperty("tags")[0].GetProperty("name").GetString().ShouldBe("big");
        var none = await stage.RunAsync("GetPetById", new JsonObject { ["petId"] = 999 }, Token);
        (none.Outcomes.ShouldHaveSingleItem(), none.Output<string>("Problem"), none.Output<int>("StatusCode")).ShouldBe(("Not found", "there is no pet '999'", 404));

        var pending = await stage.RunAsync("FindPetsByStatus", new JsonObject { ["status"] = "pending" }, Token);
        pending.Output<JsonElement>("Result").GetArrayLength().ShouldBe(1);
        (await stage.RunAsync("FindPetsByStatus", [], Token)).Output<JsonElement>("Result").GetArrayLength().ShouldBe(0);
        stage.Api.Calls.Last().Query.ShouldBe("?status=available");
        await stage.RunAsync("FindPetsByTags", new JsonObject { ["tags"] = Texts("a b", "c&d") }, Token);
        stage.Api.Calls.Last().Query.ShouldBe("?tags=a%20b&tags=c%26d");
        (await stage.RunAsync("GetInventory", [], Token)).Output<Dictionary<string, int>>("Result")!["sample"].ShouldBe(7);

        (await stage.RunAsync("DeletePet", new JsonObject { ["petId"] = pet.GetProperty("id").GetInt64() }, Token)).Outcomes.ShouldBe(["Done"]);
        (await stage.RunAsync("DeletePet", new JsonObject { ["petId"] = 999 }, Token)).FailureKind.ShouldBe(FailureKind.Rejected);
        stage.Api.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_lists_and_names_with_strange_letters_arrive_at_the_pet_store_as_they_are()
    {
        await using var stage = await PetStoreAsync();

        var uploaded = await stage.RunAsync("UploadFile", new JsonObject { ["petId"] = 5, ["additionalMetadata"] = "a+b=c", ["body"] = Convert.ToBase64String([1, 2, 255]) }, Token);
        uploaded.Failure.ShouldBeNull();
        var call = stage.Api.Calls.Last();
        (call.Path, call.Query, call.Headers["Content-Type"]).ShouldBe(("/v3/pet/5/uploadImage", "?additionalMetadata=a%2Bb%3Dc", "application/octet-stream"));
        call.Body.ShouldBe([1, 2, 255]);

        await stage.RunAsync("CreateUser", new JsonObject { ["username"] = "ä/../b?c" }, Token);
        var user = await stage.RunAsync("GetUserByName", new JsonObject { ["username"] = "ä/../b?c" }, Token);
        user.Failure.ShouldBeNull();
        user.Output<JsonElement>("Result").GetProperty("username").GetString().ShouldBe("ä/../b?c");
        stage.Api.Calls.Last().Path.ShouldBe("/v3/user/%C3%A4%2F..%2Fb%3Fc");
        (await stage.RunAsync("CreateUsersWithListInput", new JsonObject { ["body"] = new JsonArray(new JsonObject { ["username"] = "u1", ["userStatus"] = 3 }) }, Token)).Failure.ShouldBeNull();
        var climbing = await stage.RunAsync("GetUserByName", new JsonObject { ["username"] = ".." }, Token);
        climbing.FailureKind.ShouldBe(FailureKind.InvalidData);
        stage.Api.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_connection_of_the_pet_store_says_whether_its_key_is_taken()
    {
        await using var stage = await PetStoreAsync();

        var good = await stage.Harness.TestConnectionAsync("api", Token);
        (good.Succeeded, good.Message).ShouldBe((true, "'GET /store/inventory' was answered with 200."));
        await stage.Harness.ConnectAsync("wrong", stage.Source.Id, new { address = stage.Api.Address, apiKeyApiKey = "no", petstoreAuthAccessToken = "no", allowPrivateAddresses = true }, Token);
        var bad = await stage.Harness.TestConnectionAsync("wrong", Token);
        bad.Succeeded.ShouldBeFalse();
        bad.Message.ShouldContain("The answer to 'GET /store/inventory' was 401. Check the credentials of the connection.");
    }

    [Fact]
    public async Task What_an_earlier_attempt_has_deleted_is_gone_as_it_should_be()
    {
        await using var stage = await PetStoreAsync();
        var added = await stage.RunAsync("AddPet", new JsonObject { ["nameValue"] = "Rex", ["photoUrls"] = new JsonArray() }, Token);
        stage.Api.Plan(DescribedFault.LostAfter);

        var deleted = await stage.RunAsync("DeletePet", new JsonObject { ["petId"] = added.Output<JsonElement>("Result").GetProperty("id").GetInt64() }, Token);

        (deleted.Failure, deleted.Outcomes.ShouldHaveSingleItem()).ShouldBe((null, "Done"));
        stage.Api.Calls.Count(call => call.Method == "DELETE").ShouldBe(2);
    }

    [Theory]
    [InlineData(nameof(DescribedFault.LostAfter), "AddPet", FailureKind.OutcomeUnknown, 1)]
    [InlineData(nameof(DescribedFault.ErrorAfter), "AddPet", FailureKind.OutcomeUnknown, 1)]
    [InlineData(nameof(DescribedFault.WrongShape), "AddPet", FailureKind.OutcomeUnknown, 1)]
    [InlineData(nameof(DescribedFault.Refuses), "AddPet", FailureKind.Rejected, 0)]
    [InlineData(nameof(DescribedFault.Busy), "AddPet", null, 1)]
    [InlineData(nameof(DescribedFault.LostAfter), "UpdatePet", null, 2)]
    [InlineData(nameof(DescribedFault.ErrorAfter), "UpdatePet", null, 2)]
    public async Task Nothing_is_done_twice_that_may_not_be(string fault, string activity, FailureKind? kind, int calls)
    {
        await using var stage = await PetStoreAsync();
        stage.Api.Plan(Enum.Parse<DescribedFault>(fault));

        var result = await stage.RunAsync(activity, new JsonObject { ["idValue"] = 3, ["nameValue"] = "Rex", ["photoUrls"] = new JsonArray() }, Token);

        result.FailureKind.ShouldBe(kind, result.Failure);
        stage.Api.Calls.Count.ShouldBe(calls);
        if (kind == FailureKind.Rejected)
            result.Failure.ShouldBe("The answer to 'POST /pet' was 422. Correct what it complains of, then retry.");
    }

    [Fact]
    public async Task Money_is_moved_by_the_activity_of_a_payment_service()
    {
        await using var stage = await ConnectorStage.OpenAsync(
            RealDocuments.Read("adyen-balance-control.json"),
            new ConnectorRequest("Acme.Adyen", null) { IdempotencyHeader = "Idempotency-Key" },
            new Dictionary<string, string> { ["ApiKeyAuth"] = "key-7", ["BasicAuth"] = "ws:secret" },
            new JsonObject { ["apiKeyAuthApiKey"] = "key-7" },
            Token);
        (stage.Source.Version, stage.Source.Id).ShouldBe(("1.0.0", "acme.adyen"));
        stage.Api.Plan(DescribedFault.LostAfter);

        var moved = await stage.RunAsync(
            "PostBalanceTransfer",
            new JsonObject { ["amount"] = new JsonObject { ["value"] = 9007199254740993, ["currency"] = "EUR" }, ["fromMerchant"] = "NL", ["toMerchant"] = "DE", ["typeValue"] = "debit" },
            Token);

        moved.Failure.ShouldBeNull(string.Join('\n', stage.Api.Violations));
        var result = moved.Output<JsonElement>("Result");
        (result.GetProperty("amount").GetProperty("value").GetInt64(), result.GetProperty("pspReference").GetString()).ShouldBe((9007199254740993, "text"));
        result.GetProperty("createdAt").GetDateTimeOffset().ShouldBe(DateTimeOffset.Parse("2026-03-01T10:20:30Z", System.Globalization.CultureInfo.InvariantCulture));
        stage.Api.Calls.Count.ShouldBe(2);
        stage.Api.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct().ShouldHaveSingleItem().ShouldMatch("^[0-9a-f]{40}$");
        stage.Api.Violations.ShouldBeEmpty();
        var refused = await Should.ThrowAsync<DefinitionInvalidException>(async () => await stage.RunAsync("PostBalanceTransfer", new JsonObject { ["fromMerchant"] = "NL" }, Token));
        refused.Message.ShouldContain("the input 'Amount' is required");
    }

    [Fact]
    public async Task Issues_are_written_and_read_by_the_activities_of_a_large_api()
    {
        await using var stage = await ConnectorStage.OpenAsync(
            RealDocuments.Read("github.json.gz"),
            new ConnectorRequest("Acme.GitHub", ["issues/create", "issues/get", "issues/update", "repos/list-for-authenticated-user", "users/get-authenticated"]) { Authentication = "bearer", TestOperation = "users/get-authenticated" },
            new Dictionary<string, string> { [""] = "ghp_1" },
            new JsonObject { ["accessToken"] = "ghp_1" },
            Token);

        var repository = new JsonObject { ["owner"] = "acme", ["repo"] = "shop.web" };
        var created = await stage.RunAsync("IssuesCreate", With(repository, ("title", "It's broken"), ("body", "Line 1\nLine 2"), ("labels", Texts("bug"))), Token);
        created.Failure.ShouldBeNull(string.Join('\n', stage.Api.Violations));
        var number = created.Output<JsonElement>("Result").GetProperty("number").GetInt64();
        stage.Api.Calls.Last().Json!.ToJsonString().ShouldBe("""{"title":"It\u0027s broken","body":"Line 1\nLine 2","labels":["bug"]}""");

        var read = await stage.RunAsync("IssuesGet", With(repository, ("issueNumber", number)), Token);
        read.Failure.ShouldBeNull(string.Join('\n', stage.Api.Violations));
        read.Output<JsonElement>("Result").GetProperty("title").GetString().ShouldBe("It's broken");
        (await stage.RunAsync("IssuesGet", With(repository, ("issueNumber", 404)), Token)).Outcomes.ShouldBe(["Not found"]);
        (await stage.RunAsync("ReposListForAuthenticatedUser", new JsonObject { ["visibility"] = "private", ["since"] = "2026-01-01T00:00:00Z" }, Token)).Failure.ShouldBeNull(string.Join('\n', stage.Api.Violations));
        stage.Api.Calls.Last().Query.ShouldContain("visibility=private");
        stage.Api.Calls.Last().Query.ShouldContain("since=2026-01-01T00%3A00%3A00%2B00%3A00");
        var test = await stage.Harness.TestConnectionAsync("api", Token);
        (test.Succeeded, test.Message).ShouldBe((true, "'GET /user' was answered with 200, for name text."));
        stage.Api.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_of_a_large_api_can_be_compiled()
    {
        var document = OpenApiDocument.Read(RealDocuments.Read("github.json.gz"));
        document.Operations.Count.ShouldBeGreaterThan(1000);
        document.Operations.Where(operation => !operation.IsUsable).ShouldBeEmpty();

        var chosen = document.Operations.Where((_, index) => index % 10 == 0).Select(operation => operation.Key).ToList();
        var source = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.GitHub", chosen));

        source.Operations.Count.ShouldBe(chosen.Count);
        ClarityConnect.Workflows.OpenApi.Builds.ConnectorBuild.Compile(source, Token).Length.ShouldBeGreaterThan(100_000);
    }

    private static Task<ConnectorStage> PetStoreAsync() => ConnectorStage.OpenAsync(
        RealDocuments.Read("petstore.yaml"),
        new ConnectorRequest("Acme.PetStore", null),
        new Dictionary<string, string> { ["api_key"] = "key-1", ["petstore_auth"] = "token-1" },
        new JsonObject { ["apiKeyApiKey"] = "key-1", ["petstoreAuthAccessToken"] = "token-1" },
        Token);

    private static JsonArray Texts(params string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonObject With(JsonObject some, params (string Name, JsonNode? Value)[] more)
    {
        var all = some.DeepClone().AsObject();
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }
}
