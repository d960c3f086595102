using System.Text;
using ClarityConnect.Workflows.OpenApi.Code;

namespace ClarityConnect.Workflows.OpenApi.Activities;

/// <summary>Writes the class of an activity.</summary>
internal static class ActivityWriter
{
    private const int LongestFirstTab = 14;

    /// <param name="plan">The activity.</param>
    /// <param name="ns">The plugin's namespace.</param>
    /// <param name="category">The group in the toolbox.</param>
    /// <param name="server">Which address of the connection it calls; empty for the first.</param>
    public static string Write(ActivityPlan plan, string ns, string category, string server)
    {
        var operation = plan.Operation;
        var description = operation.Description.Length > 0 ? operation.Description : CodeText.Sentence(operation.DisplayName);
        if (operation.IsDeprecated)
            description = $"Deprecated: the API's makers want it to be used no more. {description}";
        var ports = Ports(plan);
        var text = new StringBuilder();
        text.Append("using System;\nusing System.Collections.Generic;\nusing System.Net.Http;\nusing System.Text.Json;\nusing System.Threading.Tasks;\nusing ClarityConnect.Workflows.Sdk.Activities;\n\n");
        text.Append($"namespace {ns};\n\n");
        text.Append($"/// <summary>{CodeText.Comment(description)}</summary>\n");
        text.Append($"/// <remarks>{CodeText.Comment($"{operation.Method} {operation.Path}")}</remarks>\n");
        text.Append($"[Activity({CodeText.Literal(ns)}, {CodeText.Literal(category)}, {CodeText.Literal(description)}, DisplayName = {CodeText.Literal(operation.DisplayName)})]\n");
        if (ports.Count > 1)
            text.Append($"[FlowNode({string.Join(", ", ports.Select(CodeText.Literal))})]\n");
        text.Append($"public sealed class {operation.ActivityName} : CodeActivity\n{{\n");
        text.Append("    /// <summary>The account.</summary>\n");
        text.Append("    [Input(Description = \"The account that is used.\", ConnectionType = typeof(ApiConnection), IsRequired = true)]\n");
        text.Append("    public Input<string> Connection { get; set; } = new();\n\n");
        var isLong = plan.Inputs.Count > LongestFirstTab && plan.Inputs.Any(input => input.IsRequired);
        foreach (var input in plan.Inputs)
            Write(text, input, isLong && !input.IsRequired);
        if (plan.Result is { } result)
        {
            text.Append($"    /// <summary>{CodeText.Comment(plan.ResultDescription.Length > 0 ? plan.ResultDescription : "What came back.")}</summary>\n");
            text.Append($"    [Output(Description = {CodeText.Literal(plan.ResultDescription.Length > 0 ? plan.ResultDescription : "What came back.")})]\n");
            text.Append($"    public Output<{Nullable(result)}> Result {{ get; set; }} = new();\n\n");
        }

        if (ports.Count > 1)
        {
            text.Append("    /// <summary>What the API says where it says no.</summary>\n");
            text.Append($"    [Output(Description = {CodeText.Literal($"The API's own words where it went on with {string.Join(" or ", ports.Skip(1).Select(port => $"'{port}'"))}.")})]\n");
            text.Append("    public Output<string> Problem { get; set; } = new();\n\n");
        }

        text.Append("    /// <summary>The status of the answer.</summary>\n");
        text.Append("    [Output(DisplayName = \"Status code\", Description = \"The HTTP status of the answer, such as 200.\")]\n");
        text.Append("    public Output<int> StatusCode { get; set; } = new();\n\n");
        if (plan.Effect != "None")
            WriteEffect(text, plan.Effect);
        WriteExecution(text, plan, ports, server);
        return text.Append("}\n").ToString();
    }

    /// <summary>How the activity can end.</summary>
    public static IReadOnlyList<string> Ports(ActivityPlan plan) =>
        ["Done", .. plan.Operation.Answers.HasNotFound ? (string[])["Not found"] : [], .. plan.Operation.Answers.HasConflict ? (string[])["Conflict"] : []];

    private static void Write(StringBuilder text, InputPlan input, bool isAside)
    {
        List<string> settings = [$"DisplayName = {CodeText.Literal(input.Label)}"];
        if (input.Description.Length > 0)
            settings.Add($"Description = {CodeText.Literal(input.Description)}");
        if (input.Options.Count > 0)
            settings.Add($"Options = new[] {{ {string.Join(", ", input.Options.Select(CodeText.Literal))} }}");
        if (input.Type == "byte[]")
            settings.Add("UIHint = \"multiline\"");
        if (isAside)
            settings.Add("Category = \"More\"");
        if (input.IsRequired)
            settings.Add("IsRequired = true");
        if (input.IsSensitive)
            settings.Add("IsSensitive = true");
        text.Append($"    /// <summary>{CodeText.Comment(input.Description.Length > 0 ? input.Description : input.Label + ".")}</summary>\n");
        text.Append($"    [Input({string.Join(", ", settings)})]\n");
        text.Append($"    public Input<{input.DeclaredType}> {input.Name} {{ get; set; }} = new({input.Default});\n\n");
    }

    private static void WriteEffect(StringBuilder text, string effect)
    {
        text.Append("    /// <inheritdoc/>\n");
        if (effect == "Unrepeatable")
            text.Append("    /// <remarks>The API cannot tell a call that it has seen: when its answer is lost, a person decides. Say Reconcilable and look it up, if the API can be asked.</remarks>\n");
        text.Append($"    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.{effect};\n\n");
    }

    private static void WriteExecution(StringBuilder text, ActivityPlan plan, IReadOnlyList<string> ports, string server)
    {
        var operation = plan.Operation;
        text.Append("    /// <inheritdoc/>\n    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)\n    {\n");
        text.Append("        var client = await context.GetClientAsync<ApiClient>(Connection);\n");
        if (plan.Members.Count > 0)
            text.Append($"        var body = new ApiBody()\n            {string.Join("\n            ", plan.Members)};\n");
        var calls = server.Length > 0 ? plan.Calls.Prepend($".At({CodeText.Literal(server)})") : plan.Calls;
        text.Append($"        var request = new ApiRequest({Method(operation.Method)}, {CodeText.Literal(operation.Path)})");
        foreach (var call in calls)
            text.Append($"\n            {call}");
        text.Append(";\n        var answer = await client.SendAsync(request, context.CancellationToken);\n        context.Set(StatusCode, answer.Status);\n");
        if (operation.Method == "DELETE")
            WriteDeletion(text, operation.Answers.HasNotFound);
        foreach (var (status, port) in (ReadOnlySpan<(int, string)>)[(404, "Not found"), (409, "Conflict")])
        {
            if (!ports.Contains(port))
                continue;
            text.Append($"        if (answer.Status == {status})\n        {{\n            context.Set(Problem, answer.Problem);\n            context.Complete({CodeText.Literal(port)});\n            return;\n        }}\n\n");
        }

        if (plan.Result is not null)
            text.Append($"        context.Set(Result, {plan.ReadResult});\n");
        text.Append("        context.Complete(\"Done\");\n    }\n");
    }

    private static void WriteDeletion(StringBuilder text, bool hasPort)
    {
        text.Append("        // What an earlier attempt has deleted is gone, as it should be.\n");
        text.Append("        if (answer.Status == 404 && (context.IsRepeat || context.Attempt > 1))\n        {\n            context.Complete(\"Done\");\n            return;\n        }\n\n");
        if (!hasPort)
            text.Append("        if (answer.Status == 404)\n            throw answer.Rejected();\n");
    }

    internal static string Method(string method) => $"HttpMethod.{method[0]}{method[1..].ToLowerInvariant()}";

    private static string Nullable(string type) => Schemas.SchemaTypes.IsValue(type) ? $"{type}?" : type;
}
