using ClarityConnect.Workflows.Engine.Definitions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>The forms of outputs, variables and the workflow's own inputs and outputs.</summary>
public sealed class Output_and_variable_variants
{
    [Theory]
    [InlineData("""{"typeName":"Object","memoryReference":{"id":"70e1e4a1f3f1f6c5"}}""", "70e1e4a1f3f1f6c5")]
    [InlineData("""{"typeName":"Object","memoryReference":{"id":"Output1"}}""", "Output1")]
    [InlineData("""{"typeName":"Object","memoryReference":{"id":"v"},"converter":{"id":"c","settings":{"a":1}}}""", "v")]
    [InlineData("""{"TypeName":"Object","MemoryReference":{"Id":"v"}}""", "v")]
    [InlineData("""{"typeName":"Object","memoryReference":null}""", null)]
    [InlineData("""{"typeName":"Object"}""", null)]
    [InlineData("null", null)]
    public void Rule_27_An_output_names_a_variable_or_an_output_of_the_workflow(string json, string? target) =>
        (Compiled.Activity($$"""{"type":"Elsa.RunJavaScript","result":{{json}} }""").Outputs.SingleOrDefault()?.Target).ShouldBe(target);

    [Theory]
    [InlineData("""{"name":"a","typeName":"Int32","value":"0"}""", "0")]
    [InlineData("""{"name":"a","typeName":"System.Int32, System.Private.CoreLib","value":"12"}""", "12")]
    [InlineData("""{"name":"a","typeName":"Int32","value":7}""", "7")]
    [InlineData("""{"name":"a","typeName":"Int32","value":""}""", "null")]
    [InlineData("""{"name":"a","typeName":"Decimal","value":"1.10"}""", "1.10")]
    [InlineData("""{"name":"a","typeName":"Boolean","value":"True"}""", "true")]
    [InlineData("""{"name":"a","typeName":"Boolean","value":true}""", "true")]
    [InlineData("""{"name":"a","typeName":"String","value":5}""", "\"5\"")]
    [InlineData("""{"name":"a","typeName":"String","value":false}""", "\"False\"")]
    [InlineData("""{"name":"a","typeName":"String","value":"[1]"}""", "\"[1]\"")]
    [InlineData("""{"name":"a","typeName":"Int32","isArray":true,"value":"[1,2]"}""", "[1,2]")]
    [InlineData("""{"name":"a","typeName":"Object","value":"{\"b\":1}"}""", "{\"b\":1}")]
    [InlineData("""{"name":"a","typeName":"System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib","value":"[\"x\"]"}""", "[\"x\"]")]
    [InlineData("""{"name":"a","typeName":"IDictionary<String, Object>","value":"{}"}""", "{}")]
    [InlineData("""{"name":"a","typeName":"Guid","value":null}""", "null")]
    [InlineData("""{"name":"a"}""", "null")]
    public void Rule_28_A_value_is_read_as_the_declared_type(string variable, string value) =>
        Compiled.Variables($"[{variable}]").Single().Default.GetRawText().ShouldBe(value);

    [Fact]
    public void Rule_28_A_value_that_is_not_of_its_type_is_kept_and_told()
    {
        var workflow = Compiled.Definition("""{"variables":[{"name":"a","typeName":"Int32","value":"many"}]}""");

        workflow.Activities[0].Variables.Single().Default.GetString().ShouldBe("many");
        workflow.Warnings.ShouldContain(warning => warning.Contains("'a'") && warning.Contains("many"));
    }

    [Theory]
    [InlineData("""[{"id":"1","name":"a","typeName":"Acme.Sale, Acme","value":"{}"}]""")]
    [InlineData("""{"$values":[{"id":"1","name":"a"}]}""")]
    [InlineData("""[{"Id":"1","Name":"a","TypeName":"Int32"}]""")]
    public void Rule_28_A_variable_of_an_unknown_type_and_a_wrapped_list_are_kept(string list) => Compiled.Variables(list).Single().Name.ShouldBe("a");

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[null, 5]")]
    public void Rule_28_What_declares_no_variable_is_no_variable(string list) => Compiled.Variables(list).ShouldBeEmpty();

    [Theory]
    [InlineData("storageDriverTypeName", "Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core")]
    [InlineData("storageDriverTypeName", "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core")]
    [InlineData("storageDriverType", "Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core")]
    [InlineData("storageDriverTypeName", "Acme.Unknown")]
    public void Rule_29_Every_storage_driver_is_the_checkpoint(string member, string driver) =>
        Compiled.Variables($$"""[{"id":"1","name":"a","typeName":"Int32","value":"3","{{member}}":"{{driver}}"}]""").Single().Default.GetInt32().ShouldBe(3);

    [Fact]
    public void Rule_31_Inputs_and_outputs_may_be_declared_in_short()
    {
        var workflow = Compiled.Definition(
            """
            {"inputs":[{"type":"String","name":"short"},
                       {"type":"Int32","name":"long","displayName":"Long","description":"d","category":"c","isArray":false,"uiHint":"singleline","storageDriverType":null,"defaultValue":4}],
             "outputs":[{"type":"Object","name":"Result","displayName":"Result"},null]}
            """);

        workflow.InputDefaults["short"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        workflow.InputDefaults["long"].GetInt32().ShouldBe(4);
        workflow.OutputNames.ShouldBe(["Result"]);
    }
}
