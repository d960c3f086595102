using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Tests.Customers;

/// <summary>A generated record, and whose it is.</summary>
/// <param name="Customer">The record.</param>
/// <param name="Person">Records of one person or company have the same number.</param>
public sealed record LabelledCustomer(Customer Customer, int Person);
