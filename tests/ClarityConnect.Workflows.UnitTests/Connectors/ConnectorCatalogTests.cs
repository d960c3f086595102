using System.Reflection;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

public sealed class ConnectorCatalogTests
{
    [Fact]
    public void Every_activity_has_a_type_name_of_its_own_and_says_what_it_does()
    {
        var attributes = ConnectorCatalog.Activities.Select(type => (Type: type, Attribute: type.GetCustomAttribute<ActivityAttribute>().ShouldNotBeNull())).ToList();
        attributes.Select(entry => $"{entry.Attribute.Namespace}.{entry.Attribute.Name ?? entry.Type.Name}").ShouldBeUnique();
        attributes.ShouldAllBe(entry => !string.IsNullOrEmpty(entry.Attribute.Description) && !string.IsNullOrEmpty(entry.Attribute.DisplayName));
        attributes.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Every_input_is_described_and_no_input_takes_a_name_that_the_format_needs()
    {
        string[] taken = ["Id", "NodeId", "Name", "Type", "Version", "CustomProperties", "Metadata"];
        var inputs = ConnectorCatalog.Activities.SelectMany(type => type.GetProperties()).Where(property => property.PropertyType.IsAssignableTo(typeof(Input))).ToList();
        inputs.ShouldAllBe(property => property.GetCustomAttribute<InputAttribute>()!.Description != null);
        inputs.ShouldAllBe(property => !taken.Contains(property.Name));
    }

    [Fact]
    public void Every_connection_type_has_a_key_and_masks_its_secrets()
    {
        ConnectorCatalog.ConnectionTypes.Select(type => type.GetCustomAttribute<ConnectionTypeAttribute>().ShouldNotBeNull().Key).ShouldBeUnique();
        ConnectorCatalog.ConnectionTypes.SelectMany(type => type.GetProperties())
            .Where(property => property.Name.Contains("Password", StringComparison.Ordinal) || property.Name is "Token" or "SecretApiKey")
            .ShouldAllBe(property => property.PropertyType == typeof(Secret));
    }
}
