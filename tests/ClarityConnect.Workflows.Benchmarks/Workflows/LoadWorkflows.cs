using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Benchmarks.Workflows;

/// <summary>The definitions that are measured, in Elsa's JSON.</summary>
internal static class LoadWorkflows
{
    private const string Verify =
        """
        const order = getOrder();
        if (!order.lines || order.lines.length === 0) throw new Error('The order has no lines.');
        const problems = order.lines.filter(line => line.quantity <= 0 || !line.sku);
        return { isValid: problems.length === 0, problems };
        """;

    private const string Map =
        """
        const order = getOrder();
        const lines = order.lines.map((line, index) => {
          const net = money.mul(line.price, line.quantity, order.currency);
          const discount = line.discount ? money.mul(net, line.discount, order.currency) : '0.00';
          const taxable = money.sub(net, discount, order.currency);
          return {
            line: index + 1,
            item: line.sku.toUpperCase(),
            net: taxable,
            tax: money.mul(taxable, line.taxRate, order.currency),
            account: line.kind === 'service' ? '4100' : '4000',
          };
        });
        const net = money.sum(lines, line => line.net, order.currency);
        const tax = money.sum(lines, line => line.tax, order.currency);
        return {
          order: order.number,
          customer: { name: order.customer.name.trim(), country: order.customer.country },
          currency: order.currency,
          lines, net, tax,
          total: money.add(net, tax, order.currency),
        };
        """;

    /// <summary>Verify, map, branch and two writes, begun by POST orders.</summary>
    public static string FiveStep(Uri receiver) => Flowchart(
        "five-step",
        ["Order", "Verified", "Mapped"],
        [
            Endpoint("orders"),
            Activity("Elsa.RunJavaScript", "Verify", ("script", Literal(Verify)), ("result", Into("Verified"))),
            Activity("Elsa.RunJavaScript", "Map", ("script", Literal(Map)), ("result", Into("Mapped"))),
            Activity("Elsa.FlowDecision", "IsValid", ("condition", JavaScript("variables.Verified.isValid"))),
            Post("Ledger", new Uri(receiver, "ledger")),
            Post("Shipment", new Uri(receiver, "shipments")),
        ],
        ("Receive", "Done", "Verify"), ("Verify", "Done", "Map"), ("Map", "Done", "IsValid"), ("IsValid", "True", "Ledger"), ("Ledger", "Done", "Shipment"));

    /// <summary>Ends as soon as it began, begun by POST events.</summary>
    public static string Webhook() => Flowchart("webhook", ["Order"], [Endpoint("events")]);

    /// <summary>Light steps one after the other.</summary>
    public static string Sequence(int steps, bool waits = false)
    {
        var activities = new JsonArray();
        for (var step = 1; step <= steps; step++)
        {
            activities.Add(Activity(
                "Elsa.SetVariable",
                $"Step{step}",
                ("variable", new JsonObject { ["id"] = "Value", ["name"] = "Value" }),
                ("value", Literal(step))));
        }

        if (waits)
            activities.Add(Activity("Elsa.Event", "Wait", ("eventName", Literal("go-on"))));
        return Definition($"sequence-{steps}{(waits ? "-waits" : "")}", ["Value"], Activity("Elsa.Sequence", "Steps", ("activities", activities)));
    }

    /// <summary>Steps of one activity that adds to its input "Amount", one after the other.</summary>
    public static string Repeat(string type, int steps) => Definition(
        type.ToLowerInvariant(),
        [],
        Activity("Elsa.Sequence", "Steps", ("activities", new JsonArray([.. Enumerable.Range(1, steps).Select(step => Activity(type, $"Step{step}", ("amount", Literal(step))))]))));

    /// <summary>An order of about 500 bytes.</summary>
    public static byte[] Order(int number) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        number,
        currency = "USD",
        customer = new { name = "Hudson Street Coffee ", country = "US" },
        lines = new object[]
        {
            new { sku = "esp-001", quantity = 3, price = "12.50", taxRate = "0.08875", kind = "goods", discount = (string?)"0.10" },
            new { sku = "esp-002", quantity = 1, price = "249.00", taxRate = "0.08875", kind = "goods", discount = (string?)null },
            new { sku = "svc-017", quantity = 2, price = "45.25", taxRate = "0", kind = "service", discount = (string?)null },
        },
    });

    private static string Flowchart(string id, string[] variables, JsonNode[] activities, params (string From, string Port, string To)[] connections) => Definition(
        id,
        variables,
        Activity(
            "Elsa.Flowchart",
            "Flow",
            ("activities", new JsonArray(activities)),
            ("connections", new JsonArray([.. connections.Select(connection => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = connection.From, ["port"] = connection.Port },
                ["target"] = new JsonObject { ["activity"] = connection.To, ["port"] = "In" },
            })]))));

    private static string Definition(string id, string[] variables, JsonObject root) => new JsonObject
    {
        ["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
        ["definitionId"] = id,
        ["name"] = id,
        ["version"] = 1,
        ["variables"] = new JsonArray([.. variables.Select(name => new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = "Object" })]),
        ["root"] = root,
    }.ToJsonString();

    private static JsonObject Endpoint(string path)
    {
        var endpoint = Activity("Elsa.HttpEndpoint", "Receive", ("path", Literal(path)), ("supportedMethods", Literal(new JsonArray("POST"))), ("parsedContent", Into("Order")));
        endpoint["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return endpoint;
    }

    private static JsonObject Post(string name, Uri url) => Activity(
        "Elsa.SendHttpRequest",
        name,
        ("url", Literal(url.AbsoluteUri)),
        ("method", Literal("POST")),
        ("content", JavaScript("variables.Mapped")),
        ("contentType", Literal("application/json")),
        ("receiverHonoursKey", Literal(true)));

    private static JsonObject Activity(string type, string id, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = value;
        return activity;
    }

    private static JsonObject Literal(JsonNode value) => Input("Literal", value);

    private static JsonObject JavaScript(string expression) => Input("JavaScript", expression);

    private static JsonObject Input(string kind, JsonNode value) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value },
    };

    private static JsonObject Into(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
}
