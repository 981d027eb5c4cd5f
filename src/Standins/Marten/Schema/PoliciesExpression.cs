// Marten's StoreOptions.PoliciesExpression. Left out: all but the one policy that is always on here.
namespace Marten;

/// <summary>Rules for all documents.</summary>
public sealed class PoliciesExpression
{
    /// <summary>Every document belongs to a tenant. The stand-in knows no other documents.</summary>
    public PoliciesExpression AllDocumentsAreMultiTenanted() => this;
}
