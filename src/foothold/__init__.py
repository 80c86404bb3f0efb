"""Foothold: is a children's service that was found failing really improving?"""
